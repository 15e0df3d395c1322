package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.spi.SecretProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
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
        secrets = new Secrets(Optional.of(home), Map.of("TOKEN", "from the environment"), Duration.ofMillis(20));
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
    void servesFromMemoryUntilAChangeIsTold() throws IOException {
        Files.writeString(folder.resolve("one"), "old");
        resolve("secret", "one");
        Files.writeString(folder.resolve("one"), "new");
        assertEquals(Optional.of(Secret.of("old")), resolve("secret", "one").secret());
        secrets.changed("secret", "one");
        assertEquals(Optional.of(Secret.of("new")), resolve("secret", "one").secret());
    }

    @Test
    void seesAFileThatWasNotThereAtOnce() throws IOException {
        assertFalse(resolve("secret", "one").secret().isPresent());
        Files.writeString(folder.resolve("one"), "there");
        assertEquals(Optional.of(Secret.of("there")), resolve("secret", "one").secret());
    }

    @Test
    void givesEachTenantItsOwnAndThenWhatIsShared() throws IOException {
        write("token", "of the default tenant");
        write("acme/token", "of acme");
        write("@shared/token", "of all");
        assertEquals("of the default tenant", value("token", InstanceId.DEFAULT));
        assertEquals("of acme", value("token", "acme"));
        assertEquals("of all", value("token", "globex"));
        write("@shared/other", "also of all");
        assertEquals("also of all", value("other", InstanceId.DEFAULT));
    }

    @Test
    void hasNoWayFromOneTenantToAnother() throws IOException {
        write("token", "of the default tenant");
        write("acme/token", "of acme");
        assertEquals(
                "there is no file 'globex/token' or '@shared/token' in secrets/; put one there",
                of("secret", "token", "globex").reason());
        for (String name : List.of("acme/token", "../token", "@shared/token")) {
            assertFalse(of("secret", name, "globex").secret().isPresent(), name);
        }
    }

    @Test
    void doesNotFallBackOnWhatIsSharedWhileItsOwnCannotBeRead() throws IOException {
        write("@shared/token", "of all");
        Files.write(Files.createDirectories(folder.resolve("acme")).resolve("token"), new byte[] {(byte) 0xC3, 0x28});
        assertEquals(
                "the file 'acme/token' in secrets/ is no UTF-8 text; save it as such",
                of("secret", "token", "acme").reason());
    }

    @Test
    void tellsOnlyThoseWhoUseWhatChanged() throws IOException {
        write("acme/token", "1");
        write("@shared/other", "1");
        use("jira@acme", "token");
        use("jira@globex", "other");
        use("jira", "other");
        Queue<Set<InstanceId>> told = listen();
        write("acme/token", "2");
        secrets.changed("secret", "acme/token");
        secrets.changed("secret", "token");
        assertEquals(List.of(Set.of(InstanceId.parse("jira@acme"))), List.copyOf(told));
        told.clear();
        write("@shared/other", "2");
        secrets.changed("secret", "@shared/other");
        assertEquals(List.of(Set.of(InstanceId.parse("jira@globex"), InstanceId.parse("jira"))), List.copyOf(told));
        told.clear();
        secrets.changed("secret", "@shared/other");
        assertEquals(List.of(), List.copyOf(told), "nothing has changed");
    }

    @Test
    void tellsOnceOfTwoThatChangeTogether() throws IOException {
        write("user", "a");
        write("password", "b");
        use("jira", "user", "password");
        Queue<Set<InstanceId>> told = listen();
        write("user", "c");
        write("password", "d");
        secrets.changed("secret", "user");
        assertEquals("d", value("password", InstanceId.DEFAULT), "whoever is told of one sees the other");
        secrets.changed("secret", "password");
        assertEquals(1, told.size());
    }

    @Test
    void goesOnWithTheLastValueOfWhatHasGone() throws IOException {
        write("token", "x");
        use("jira", "token");
        Files.delete(folder.resolve("token"));
        Queue<Set<InstanceId>> told = listen();
        secrets.changed("secret", "token");
        assertEquals(1, told.size());
        assertEquals(Optional.of(Secret.of("x")), resolve("secret", "token").secret());
        assertEquals(
                "there is no file 'token' or '@shared/token' in secrets/; put one there",
                resolve("secret", "token").reason());
        write("token", "x");
        secrets.changed("secret", "token");
        assertEquals(2, told.size());
        assertEquals("", resolve("secret", "token").reason());
    }

    @Test
    void keepsASecretInTheTenantsOwnFile() throws IOException {
        write("@shared/token", "of all");
        use("jira@acme", "token");
        Queue<Set<InstanceId>> told = listen();
        assertEquals(Optional.empty(), secrets.store(reference("secret", "token"), "acme", Secret.of("rotated\n")));
        assertEquals("rotated\n", value("token", "acme"));
        assertEquals(1, told.size());
        assertEquals("of all", Files.readString(folder.resolve("@shared/token")));
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(folder.resolve("acme/token")));
        secrets.changed("secret", "acme/token");
        assertEquals("rotated\n", value("token", "acme"), "the file holds just that");
    }

    @Test
    void writesNoFileOfAMountedVolume() throws IOException {
        write("..data/token", "mounted");
        Files.createSymbolicLink(folder.resolve("token"), Path.of("..data/token"));
        assertEquals("mounted", value("token", InstanceId.DEFAULT));
        String reason = secrets.store(reference("secret", "token"), InstanceId.DEFAULT, Secret.of("x"))
                .orElseThrow();
        assertTrue(reason.startsWith("the file 'token' in secrets/ is a link, as in a mounted volume"), reason);
        assertEquals("mounted", Files.readString(folder.resolve("token")));
    }

    @Test
    void saysWhereNothingCanBeKept() {
        assertTrue(secrets.store(reference("env", "TOKEN"), InstanceId.DEFAULT, Secret.of("x"))
                .isPresent());
        bind(provider("vault", name -> Optional.empty()));
        assertEquals(
                Optional.of("the provider of 'vault' only reads; refer to $[keystore:NAME] instead"),
                secrets.store(reference("vault", "x"), InstanceId.DEFAULT, Secret.of("x")));
    }

    @Test
    void asksAProviderOfScopedSecretsForTheTenantsPlacesOnly() {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        SecretProvider keystore = provider("keystore", name -> {
            asked.add(name);
            return name.equals("@shared/token") ? Optional.of(Secret.of("of all")) : Optional.empty();
        });
        Secrets scoped = new Secrets(
                Optional.empty(),
                new Variables(Map.of(), Optional.empty()),
                Optional.of(keystore),
                Duration.ofHours(1));
        assertEquals(
                Optional.of(Secret.of("of all")),
                scoped.resolve(reference("keystore", "token"), "acme").secret());
        assertFalse(
                scoped.resolve(reference("keystore", "acme/token"), "globex")
                        .secret()
                        .isPresent(),
                "it would be another tenant's place");
        assertEquals(Set.of("acme/token", "@shared/token"), asked);
        scoped.close();
    }

    @Test
    void asksTheKeystoreOnlyWhenItsFileIsAnother() {
        StampedKeystore keystore = new StampedKeystore();
        Secrets scoped = new Secrets(
                Optional.empty(),
                new Variables(Map.of(), Optional.empty()),
                Optional.of(keystore),
                Duration.ofMillis(10));
        scoped.use(InstanceId.parse("jira"), List.of(reference("keystore", "x")));
        scoped.resolve(reference("keystore", "x"), "default");
        Awaitility.await().until(() -> keystore.looks.get() > 10);
        assertTrue(keystore.questions.get() <= 2, keystore.questions + " questions");
        keystore.value = "2";
        keystore.stamp = 2;
        Awaitility.await()
                .until(() -> scoped.resolve(reference("keystore", "x"), "default")
                        .secret()
                        .equals(Optional.of(Secret.of("2"))));
        scoped.close();
    }

    private static final class StampedKeystore implements StampedProvider {
        final AtomicInteger looks = new AtomicInteger();
        final AtomicInteger questions = new AtomicInteger();
        volatile String value = "1";
        volatile int stamp = 1;

        @Override
        public String scheme() {
            return "keystore";
        }

        @Override
        public Optional<Secret> resolve(String name) {
            questions.incrementAndGet();
            return Optional.of(Secret.of(value));
        }

        @Override
        public Object stamp() {
            looks.incrementAndGet();
            return stamp;
        }
    }

    @Test
    void asksAProviderAgainForWhatIsInUse() {
        AtomicReference<String> value = new AtomicReference<>("1");
        AtomicInteger unused = new AtomicInteger();
        bind(provider("vault", name -> {
            if (name.equals("unused")) {
                unused.incrementAndGet();
            }
            return Optional.of(Secret.of(value.get()));
        }));
        secrets.use(InstanceId.parse("jira"), List.of(reference("vault", "x")));
        resolve("vault", "x");
        Queue<Set<InstanceId>> told = listen();
        value.set("2");
        Awaitility.await().until(() -> !told.isEmpty());
        assertEquals(Set.of(InstanceId.parse("jira")), told.peek());
        assertEquals(Optional.of(Secret.of("2")), resolve("vault", "x").secret());
        assertEquals(0, unused.get());
    }

    @Test
    void forgetsWhatNobodyUses() throws IOException {
        write("token", "x");
        resolve("secret", "token");
        assertEquals(List.of(Secret.of("x")), secrets.inMemory());
        Awaitility.await().until(() -> secrets.inMemory().isEmpty());
        use("jira", "token");
        assertEquals(1, secrets.inMemory().size());
        secrets.use(InstanceId.parse("jira"), List.of());
        assertEquals(List.of(), secrets.inMemory());
    }

    @Test
    void readsAgainWhenAProviderSaysThatItHasChanged() {
        Secrets patient = new Secrets(Optional.empty(), Map.of(), Duration.ofHours(1));
        AtomicReference<String> value = new AtomicReference<>("1");
        SecretProvider vault = provider("vault", name -> Optional.of(Secret.of(value.get())));
        patient.bindProvider(vault);
        patient.use(InstanceId.parse("jira"), List.of(reference("vault", "x")));
        Awaitility.await()
                .until(() -> patient.resolve(reference("vault", "x"), "default")
                        .secret()
                        .isPresent());
        value.set("2");
        patient.updatedProvider(vault);
        Awaitility.await()
                .until(() -> patient.resolve(reference("vault", "x"), "default")
                        .secret()
                        .equals(Optional.of(Secret.of("2"))));
        patient.close();
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
                "there is no file 'absent' or '@shared/absent' in secrets/; put one there",
                resolve("secret", "absent").reason());
        assertEquals(
                "there is no file 'folder' or '@shared/folder' in secrets/; put one there",
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
                "neither the environment nor .env has a variable 'ABSENT'; set it in .env, or in the environment and"
                        + " start again",
                resolve("env", "ABSENT").reason());
    }

    @Test
    void asksTheProviderOfTheScheme() {
        SecretProvider vault = provider("vault", name -> Optional.of(Secret.of("of " + name)));
        bind(vault);
        assertEquals(Optional.of(Secret.of("of a/b")), resolve("vault", "a/b").secret());
    }

    @Test
    void tellsWhenAProviderComesAndGoes() {
        secrets.use(InstanceId.parse("jira"), List.of(reference("vault", "x")));
        assertFalse(resolve("vault", "x").secret().isPresent());
        Queue<Set<InstanceId>> told = listen();
        SecretProvider vault = provider("vault", name -> Optional.of(Secret.of("y")));
        secrets.bindProvider(vault);
        Awaitility.await().until(() -> told.size() == 1);
        assertEquals("", resolve("vault", "x").reason());
        secrets.unbindProvider(vault);
        Awaitility.await().until(() -> told.size() == 2);
        assertEquals(Optional.of(Secret.of("y")), resolve("vault", "x").secret());
        assertEquals(
                "nobody provides secrets of the scheme 'vault'; use secret or env, or install the bundle that does",
                resolve("vault", "x").reason());
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
        secrets.bindProvider(provider("keystore", name -> Optional.of(Secret.of("fake"))));
        assertFalse(resolve("env", "TOKEN").secret().orElseThrow().reveal().equals("fake"));
    }

    @Test
    void seesAVariableOfTheHomesFileAsItIsNow() throws IOException {
        Path file = home.resolve(".env");
        Variables variables = new Variables(Map.of(), Optional.of(file));
        Secrets own = new Secrets(Optional.empty(), variables, Optional.empty(), Duration.ofHours(1));
        own.use(InstanceId.parse("jira"), List.of(reference("env", "X")));
        assertFalse(own.resolve(reference("env", "X"), "acme").secret().isPresent());
        Queue<Set<InstanceId>> told = new ConcurrentLinkedQueue<>();
        own.onChange(told::add);
        Files.writeString(file, "X=1\n");
        variables.reload();
        assertEquals(List.of(Set.of(InstanceId.parse("jira"))), List.copyOf(told));
        assertEquals(
                Optional.of(Secret.of("1")),
                own.resolve(reference("env", "X"), "acme").secret());
        own.close();
    }

    private Resolution resolve(String scheme, String name) {
        return of(scheme, name, InstanceId.DEFAULT);
    }

    private Resolution of(String scheme, String name, String tenant) {
        return secrets.resolve(reference(scheme, name), tenant);
    }

    private String value(String name, String tenant) {
        return of("secret", name, tenant).secret().orElseThrow().reveal();
    }

    private static SecretReference reference(String scheme, String name) {
        return new SecretReference(scheme, name);
    }

    private void write(String place, String value) throws IOException {
        Path file = folder.resolve(place);
        Files.createDirectories(file.getParent());
        Files.writeString(file, value);
    }

    /** As a check does it: first it says what is used, then it resolves that. */
    private void use(String id, String... names) {
        InstanceId parsed = InstanceId.parse(id);
        secrets.use(
                parsed, Stream.of(names).map(name -> reference("secret", name)).toList());
        Stream.of(names).forEach(name -> of("secret", name, parsed.tenant()));
    }

    private Queue<Set<InstanceId>> listen() {
        Queue<Set<InstanceId>> told = new ConcurrentLinkedQueue<>();
        secrets.onChange(told::add);
        return told;
    }

    /** The scheme is asked for on another thread. */
    private void bind(SecretProvider provider) {
        secrets.bindProvider(provider);
        Awaitility.await()
                .until(() -> !resolve(provider.scheme(), "any").reason().startsWith("nobody provides"));
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
