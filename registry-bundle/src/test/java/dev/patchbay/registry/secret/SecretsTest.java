package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.SecretProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @TempDir
    Path home;

    private Path folder;
    private Secrets secrets;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectory(home.resolve("secrets"));
        secrets = new Secrets(Optional.of(home), Map.of("TOKEN", "from the environment"));
    }

    @AfterEach
    void close() {
        secrets.close();
    }

    @Test
    void readsFilesWithoutTheLastLineEnd() throws IOException {
        Files.writeString(folder.resolve("one"), "s3cr3t\n");
        Files.writeString(folder.resolve("two"), " é\r\n\r\n");
        assertEquals(Optional.of(Secret.of("s3cr3t")), resolve("secret", "one").secret());
        assertEquals(Optional.of(Secret.of(" é\r\n")), resolve("secret", "two").secret());
    }

    @Test
    void seesARotatedFileAtOnce() throws IOException {
        Files.writeString(folder.resolve("one"), "old");
        resolve("secret", "one");
        Files.writeString(folder.resolve("one"), "new");
        assertEquals(Optional.of(Secret.of("new")), resolve("secret", "one").secret());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../config/x", "/etc/passwd", "..", ".hidden", "a/b", "a\\b", "~"})
    void leavesTheFolderUnderNoName(String name) throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/x"), "outside");
        assertEquals(
                "the name of a file in secrets/ has up to 128 of a-z, A-Z, 0-9, '_', '-' and '.', not first",
                resolve("secret", name).reason());
    }

    @Test
    void saysWhatIsWrongWithAFile() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
        assertEquals(
                "there is no file 'absent' in secrets/; put one there",
                resolve("secret", "absent").reason());
        assertEquals(
                "there is no file 'folder' in secrets/; put one there",
                resolve("secret", "folder").reason());
        assertEquals(
                "the file 'binary' in secrets/ is no UTF-8 text; save it as such",
                resolve("secret", "binary").reason());
        assertEquals(
                "there is no home with a folder secrets/ here",
                new Secrets(Optional.empty(), Map.of())
                        .resolve(new SecretReference("secret", "x"), InstanceId.DEFAULT)
                        .reason());
    }

    @Test
    void readsTheEnvironment() {
        assertEquals(
                Optional.of(Secret.of("from the environment")),
                resolve("env", "TOKEN").secret());
        assertEquals(
                "the environment has no variable 'ABSENT'; set it and start again",
                resolve("env", "ABSENT").reason());
    }

    @Test
    void asksTheProviderOfTheScheme() {
        SecretProvider vault = provider("vault", name -> Optional.of(Secret.of("of " + name)));
        bind(vault);
        assertEquals(Optional.of(Secret.of("of a/b")), resolve("vault", "a/b").secret());

        secrets.unbindProvider(vault);
        assertEquals(
                "nobody provides secrets of the scheme 'vault'; use secret or env, or install the bundle that does",
                resolve("vault", "a/b").reason());
    }

    @Test
    void tellsWhenAProviderComesAndGoes() {
        Queue<String> changes = new ConcurrentLinkedQueue<>();
        Runnable end = secrets.onChange(changes::add);
        SecretProvider vault = provider("vault", name -> Optional.empty());
        secrets.bindProvider(vault);
        Awaitility.await().until(() -> changes.size() == 1);
        secrets.unbindProvider(vault);
        Awaitility.await().until(() -> changes.size() == 2);
        end.run();
        secrets.changed("secret");
        assertEquals(2, changes.size());
        assertTrue(changes.stream().allMatch("vault"::equals));
    }

    @Test
    void aProviderThatFailsLeavesASentence() {
        bind(provider("bad", name -> {
            throw new IllegalStateException("the password is hunter2");
        }));
        bind(provider("null", name -> null));
        bind(provider("error", name -> {
            throw new NoClassDefFoundError("x");
        }));
        bind(provider("empty", name -> Optional.empty()));
        assertEquals(
                "the provider of 'bad' failed with IllegalStateException",
                resolve("bad", "x").reason());
        assertEquals(
                "the provider of 'null' returned null, which is a fault in it",
                resolve("null", "x").reason());
        assertEquals(
                "the provider of 'error' failed with NoClassDefFoundError",
                resolve("error", "x").reason());
        assertEquals("the provider of 'empty' has no 'x'", resolve("empty", "x").reason());
    }

    @Test
    void aProviderCannotTakeOverOurSchemes() {
        secrets.bindProvider(provider("env", name -> Optional.of(Secret.of("fake"))));
        assertFalse(resolve("env", "TOKEN").secret().orElseThrow().reveal().equals("fake"));
    }

    private Resolution resolve(String scheme, String name) {
        return secrets.resolve(new SecretReference(scheme, name), InstanceId.DEFAULT);
    }

    /** The scheme is asked for on another thread. */
    private void bind(SecretProvider provider) {
        Queue<String> changes = new ConcurrentLinkedQueue<>();
        Runnable end = secrets.onChange(changes::add);
        secrets.bindProvider(provider);
        Awaitility.await().until(() -> !changes.isEmpty());
        end.run();
    }

    private static SecretProvider provider(String scheme, Function<String, Optional<Secret>> answer) {
        return new SecretProvider() {
            @Override
            public String scheme() {
                return scheme;
            }

            @Override
            public Optional<Secret> resolve(String name) {
                return answer.apply(name);
            }
        };
    }
}
