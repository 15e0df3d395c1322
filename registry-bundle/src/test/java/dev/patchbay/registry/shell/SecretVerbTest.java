package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretVerbTest {
    private static final String CANARY = "canary-7f3a";

    @TempDir
    Path home;

    private final MemoryKeystore keystore = new MemoryKeystore();
    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<String> changes = new ArrayList<>();
    private Shell shell;

    @BeforeEach
    void open() {
        shell = new Shell(
                registry, new KeptSecrets(keystore, Optional.of(home.resolve("secrets")), changes::add, true));
    }

    @Test
    void keepsWhatComesFromTheStandardInputAndNeverShowsIt() {
        Outcome set = shell.reading(CANARY + "\n").run("secret", "set", "token");

        assertEquals(0, set.exitCode(), set.err());
        assertEquals("'token' of the tenant 'default' is kept; refer to it as $[keystore:token]\n", set.out());
        assertEquals(Secret.of(CANARY), keystore.secrets.get("token"));
        assertEquals(List.of("token"), changes);
        assertFalse((set.out() + set.err()).contains(CANARY));
    }

    @Test
    void keepsLinesAndBlanksButForOneLineEnd() {
        shell.reading(" a\r\nb \r\n").run("secret", "set", "token");
        assertEquals(Secret.of(" a\r\nb "), keystore.secrets.get("token"));
    }

    @Test
    void keepsATenantsOwnAndWhatIsShared() {
        shell.reading("1").run("secret", "set", "token", "--tenant", "acme");
        Outcome shared = shell.reading("2").run("secret", "set", "--shared", "token", "--json");
        shell.reading("3").run("secret", "set", "token", "--tenant", "default");

        assertEquals(List.of("@shared/token", "acme/token", "token"), keystore.names());
        assertEquals("@shared", shared.json().get("tenant").asString());
        assertEquals(
                "{\"name\":\"token\",\"tenant\":\"@shared\",\"reference\":\"$[keystore:token]\",\"note\":\"\"}\n",
                shared.out());
        assertEquals(
                2,
                shell.run("secret", "set", "x", "--shared", "--tenant", "acme").exitCode());
    }

    @Test
    void tellsWhatTheKeystoreWantsToBeKnownBesideTheResult() {
        keystore.note = "made a password";
        Outcome set = shell.reading("1").run("secret", "set", "token");
        assertEquals("made a password\n", set.err());
    }

    @Test
    void neverRepeatsAValueThatWasWrittenAsAWord() {
        for (List<String> words : List.of(
                List.of("secret", "set", "token", CANARY), List.of("secret", "set", "token", "--value=" + CANARY))) {
            Outcome set = shell.run(words.toArray(String[]::new));
            assertEquals(2, set.exitCode());
            assertFalse((set.out() + set.err()).contains(CANARY), set.err());
        }
        assertTrue(shell.run("secret", "set", "token", CANARY).err().contains("choose another"));
        assertTrue(keystore.secrets.isEmpty());
    }

    @Test
    void refusesNoValueTooMuchAndWhatIsNoText() {
        assertTrue(shell.reading("\n").run("secret", "set", "token").err().contains("no value came"));
        assertTrue(shell.reading("x".repeat((1 << 20) + 1))
                .run("secret", "set", "token")
                .err()
                .contains("larger than 1 MiB"));
        assertTrue(keystore.secrets.isEmpty());
        assertEquals(List.of(), changes);
    }

    @Test
    void removesWhatIsThere() {
        keystore.secrets.put("acme/token", Secret.of(CANARY));
        assertEquals(1, shell.run("secret", "remove", "token").exitCode());
        assertEquals(List.of(), changes);
        assertEquals(
                0, shell.run("secret", "remove", "token", "--tenant", "acme").exitCode());
        assertEquals(List.of(), keystore.names());
        assertEquals(List.of("acme/token"), changes);
    }

    @Test
    void listsNamesPlacesAndUsersWithoutValues() throws IOException {
        keystore.secrets.put("acme/token", Secret.of(CANARY));
        keystore.secrets.put("@shared/token", Secret.of(CANARY));
        Files.createDirectories(home.resolve("secrets/acme"));
        Files.writeString(home.resolve("secrets/acme/password"), CANARY);
        Files.writeString(home.resolve("secrets/password"), CANARY);
        Files.createDirectories(home.resolve("secrets/..data"));
        instance("jdbc~a@acme", "$[keystore:Token]", "$[secret:password]");
        instance("jdbc~b@globex", "$[keystore:token]", "$[secret:password]");
        instance("jdbc~c", "$[keystore:token]", "jdbc:x:$[secret:password]");

        Outcome list = shell.run("secret", "list");

        assertEquals(
                List.of(
                        "NAME      TENANT   KEPT IN   USED BY",
                        "token     @shared  keystore  jdbc~b@globex jdbc~c",
                        "token     acme     keystore  jdbc~a@acme",
                        "password  acme     secrets/  jdbc~a@acme",
                        "password  default  secrets/  jdbc~c"),
                list.lines());
        assertEquals(2, shell.run("secret", "list", "--tenant", "acme").lines().size() - 1);
        assertEquals(
                "{\"name\":\"token\",\"tenant\":\"@shared\",\"keptIn\":\"keystore\",\"usedBy\":[\"jdbc~b@globex\",\"jdbc~c\"]}",
                shell.run("secret", "list", "--shared", "--json").json().get(0).toString());
        assertFalse(list.out().contains(CANARY));
    }

    @Test
    void saysWhatItCanDo() {
        assertTrue(shell.run("secret", "show", "x").err().contains("one of set, list and remove"));
        assertTrue(shell.run("secret", "set").err().contains("NAME is missing"));
        assertTrue(shell.run("secret", "set", "a/b").err().contains("--tenant TENANT"));
        assertTrue(shell.run("secret", "list").out().contains("there are no secrets"));
        assertEquals(List.of("list", "remove", "set"), shell.complete("secret", ""));
    }

    private void instance(String id, String... values) {
        registry.instance(id, InstanceState.READY, "valid");
        for (String each : values) {
            registry.setting(id, "key", each, "a file");
        }
    }
}
