package dev.patchbay.registry.secret.keystore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreSecretsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();
    private Path file;
    private KeystoreSecrets keystore;

    @BeforeEach
    void open() throws IOException {
        file = home.resolve("data/secrets.p12");
        keystore = another("");
        Files.createDirectories(home.resolve("secrets"));
    }

    @Test
    void givesBackWhatWasSetAndKnowsNothingElse() {
        keystore.set("token", Secret.of("of all"));
        keystore.set("acme/token", Secret.of("of acme"));

        assertEquals("of all", value("token"));
        assertEquals("of acme", value("acme/token"));
        assertEquals(Optional.empty(), keystore.resolve("other/token"));
        assertEquals(List.of("acme/token", "token"), keystore.names());
    }

    @Test
    void keepsAnyText() {
        List<String> texts =
                List.of("p\u00e4ss", "-----BEGIN KEY-----\nabc\n-----END KEY-----\n", " ", "\uD83D\uDE00~");
        for (int i = 0; i < texts.size(); i++) {
            keystore.set("text-" + i, Secret.of(texts.get(i)));
        }
        KeystoreSecrets other = another("");
        for (int i = 0; i < texts.size(); i++) {
            assertEquals(texts.get(i), other.resolve("text-" + i).orElseThrow().reveal());
        }
    }

    @Test
    void refusesAnEmptySecret() {
        assertTrue(failure(() -> keystore.set("token", Secret.of(""))).contains("'token' has no value"));
        assertFalse(Files.exists(file));
    }

    @Test
    void makesAPasswordOnceAndSaysWhere() {
        String told = keystore.set("token", Secret.of("first"));

        assertTrue(told.contains(file + ".password"), told);
        assertEquals("", keystore.set("token", Secret.of("second")));
        assertEquals("second", another("").resolve("token").orElseThrow().reveal());
    }

    @Test
    void isReadableForItsOwnerOnly() throws IOException {
        keystore.set("token", Secret.of("x"));
        for (String each : List.of("secrets.p12", "secrets.p12.password")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(file.resolveSibling(each)),
                    each);
        }
        try (var files = Files.list(file.getParent())) {
            assertFalse(files.anyMatch(each -> each.toString().endsWith(".tmp")));
        }
    }

    @Test
    void takesThePasswordFromTheEnvironmentAFileOrSecrets() throws IOException {
        Path named = Files.writeString(home.resolve("named"), "from-a-file\n");
        Files.writeString(home.resolve("secrets/keystore-password"), "from-secrets");
        keystore.set("token", Secret.of("by secrets"));
        assertEquals("by secrets", value("token"));

        environment.put(KeystorePassword.FILE_VARIABLE, named.toString());
        KeystoreSecrets byFile = another("data/by-file.p12");
        byFile.set("token", Secret.of("by file"));
        environment.put(KeystorePassword.VARIABLE, "from-environment");
        assertTrue(failure(() -> another("data/by-file.p12").resolve("token")).contains("has another password"));

        environment.clear();
        Files.writeString(home.resolve("secrets/keystore-password"), "from-a-file");
        assertEquals(
                "by file",
                another("data/by-file.p12").resolve("token").orElseThrow().reveal());
        assertFalse(Files.exists(home.resolve("data/by-file.p12.password")));
    }

    @Test
    void neverOverwritesAKeystoreOfAnotherPassword() throws IOException {
        environment.put(KeystorePassword.VARIABLE, PASSWORD);
        keystore.set("token", Secret.of("x"));
        byte[] before = Files.readAllBytes(file);
        environment.put(KeystorePassword.VARIABLE, "something-else");

        String told = failure(() -> another("").set("token", Secret.of("hunter2")));

        assertTrue(told.contains("'" + file + "' has another password"), told);
        assertFalse(told.contains("hunter2") || told.contains("something-else"), told);
        assertTrue(failure(() -> another("").remove("token")).contains("another password"));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void saysThatNobodyTellsThePasswordOfAKeystoreInsteadOfMakingOne() throws IOException {
        keystore.set("token", Secret.of("x"));
        Files.delete(home.resolve("data/secrets.p12.password"));
        byte[] before = Files.readAllBytes(file);

        assertTrue(failure(() -> another("").resolve("token")).contains("nobody tells the password of '" + file));
        assertTrue(failure(() -> another("").set("token", Secret.of("y"))).contains("nobody tells"));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertFalse(Files.exists(home.resolve("data/secrets.p12.password")));
    }

    @Test
    void goesOnWithWhatItHadWhenTheFileIsDamagedAndNeverOverwritesThat() throws IOException {
        keystore.set("token", Secret.of("good"));
        assertEquals("good", value("token"));
        Files.writeString(file, "cut off");

        assertEquals("good", value("token"));
        assertTrue(failure(() -> keystore.resolve("never-seen")).contains("is damaged, or no PKCS#12 file"));
        assertTrue(failure(() -> another("").resolve("token")).contains("is damaged"));
        assertTrue(failure(() -> keystore.set("token", Secret.of("new"))).contains("nothing of it was changed"));
        assertEquals("cut off", Files.readString(file));
    }

    @Test
    void isAskedAgainUntilThePasswordFollowsAKeystoreThatWasReplaced() throws IOException {
        Path password = Files.writeString(home.resolve("secrets/keystore-password"), "the first one");
        keystore.set("token", Secret.of("old"));
        assertEquals("old", value("token"));
        assertEquals(keystore.stamp(), keystore.stamp());
        environment.put(KeystorePassword.VARIABLE, "the second one");
        another("data/next.p12").set("token", Secret.of("new"));
        environment.clear();

        Files.move(home.resolve("data/next.p12"), file, StandardCopyOption.REPLACE_EXISTING);
        assertEquals("old", value("token"));
        assertNotEquals(keystore.stamp(), keystore.stamp());

        Files.writeString(password, "the second one");
        assertEquals("new", value("token"));
        assertEquals(keystore.stamp(), keystore.stamp());
    }

    @Test
    void seesWhatAnotherProcessHasWritten() {
        KeystoreSecrets other = another("");
        keystore.set("token", Secret.of("one"));
        assertEquals("one", other.resolve("token").orElseThrow().reveal());
        keystore.set("token", Secret.of("two"));
        assertEquals("two", other.resolve("token").orElseThrow().reveal());
        assertTrue(keystore.remove("token"));
        assertFalse(keystore.remove("token"));
        assertEquals(Optional.empty(), other.resolve("token"));
    }

    @Test
    void losesNothingWhenManyWriteAtOnce() throws Exception {
        environment.put(KeystorePassword.VARIABLE, PASSWORD);
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int writer = 0; writer < 4; writer++) {
                KeystoreSecrets own = another("");
                String prefix = "writer-" + writer + "-";
                all.add(writers.submit(() ->
                        IntStream.range(0, 4).forEach(i -> own.set(prefix + i, Secret.of(prefix + i)))));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertEquals(16, keystore.names().size());
        keystore.names().forEach(each -> assertEquals(each, value(each)));
    }

    @Test
    void readsWhatKeytoolOfOlderAndNewerJavaHasWritten() throws IOException {
        environment.put(KeystorePassword.VARIABLE, PASSWORD);
        Files.createDirectories(file.getParent());
        for (String java : List.of("17", "25")) {
            try (InputStream bytes = getClass().getResourceAsStream("java-" + java + ".p12")) {
                Files.write(file, bytes.readAllBytes());
            }
            assertEquals("from keytool " + java, value("@shared/token"));
            keystore.set("another", Secret.of("more"));
            assertEquals(List.of("@shared/token", "another"), keystore.names());
            assertTrue(failure(() -> keystore.resolve("pair")).contains("no secret"));
        }
    }

    @Test
    void sharesTheFileWithKeytool() throws Exception {
        environment.put(KeystorePassword.VARIABLE, PASSWORD);
        keystore.set("acme/ours", Secret.of("ours"));

        String listed = keytool("", "-list");
        assertTrue(listed.contains("acme/ours,") && listed.contains("SecretKeyEntry"), listed);
        keytool("theirs by hand\ntheirs by hand\n", "-importpass", "-alias", "theirs");
        assertEquals("theirs by hand", value("theirs"));
        keytool("", "-delete", "-alias", "acme/ours");
        assertEquals(List.of("theirs"), keystore.names());
    }

    @Test
    void refusesNamesThatNoReferenceCouldMean() {
        for (String name : List.of("", "a b", ".hidden", "-x", "a/b/c", "@other/x", "ACME/x", "x]")) {
            String told = failure(() -> keystore.set(name, Secret.of("hunter2")));
            assertTrue(told.startsWith("'" + name + "' is no name for a secret"), told);
        }
        assertFalse(Files.exists(file));
    }

    @Test
    void writesToAPlaceThatTheRuntimeNamesAndFollowsLinks() throws IOException {
        Path real = Files.createDirectories(home.resolve("elsewhere")).resolve("real.p12");
        Files.createSymbolicLink(home.resolve("link.p12"), real);
        environment.put(KeystorePassword.VARIABLE, PASSWORD);
        KeystoreSecrets named = another("link.p12");
        Files.createDirectories(real.getParent());
        KeystoreSecrets direct = another(real.toString());
        direct.set("one", Secret.of("1"));
        named.set("two", Secret.of("2"));
        assertTrue(Files.isSymbolicLink(home.resolve("link.p12")));
        assertEquals(List.of("one", "two"), direct.names());
    }

    @Test
    void explainsThatItCannotBeWritten() throws IOException {
        Files.writeString(home.resolve("data"), "a file where a folder should be");
        String told = failure(() -> keystore.set("token", Secret.of("hunter2")));
        assertTrue(told.contains("'" + file + "' cannot be written"), told);
        assertNotEquals("", told);
        assertFalse(told.contains("hunter2"), told);
    }

    private KeystoreSecrets another(String named) {
        return new KeystoreSecrets(Optional.of(home), named, environment);
    }

    private String value(String name) {
        return keystore.resolve(name).orElseThrow().reveal();
    }

    private String keytool(String input, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    private static String failure(Runnable work) {
        return assertThrows(ConnectorException.class, work::run).getMessage();
    }
}
