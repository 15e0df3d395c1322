package dev.patchbay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultSecretsTest {
    private static final String TOKEN = "hvs.canary-1f0c";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private VaultServer server;
    private VaultSecrets vault;

    @BeforeEach
    void open() throws IOException {
        server = VaultServer.start();
        server.token(TOKEN, 0, false, "");
        server.put("secret/app/db", Map.of("user", "sa", "password", "first"));
        environment.put("VAULT_ADDR", server.address() + "/");
        environment.put("VAULT_TOKEN", TOKEN);
        vault = another();
    }

    @AfterEach
    void close() {
        vault.close();
        server.close();
    }

    @Test
    void readsTheKeyOfASecretWithOneRequestForAllItsKeys() {
        assertEquals("first", value("secret/app/db#password"));
        assertEquals("sa", value("secret/app/db#user"));
        assertEquals(1, count("GET secret/data/app/db"));
    }

    @Test
    void seesAnotherVersionAfterASecond() {
        assertEquals("first", value("secret/app/db#password"));
        server.put("secret/app/db", Map.of("password", "second"));
        assertEquals("first", value("secret/app/db#password"));
        pass(Duration.ofSeconds(1));
        assertEquals("second", value("secret/app/db#password"));
    }

    @Test
    void asksOnceForAllWhoAskAtTheSameTime() throws Exception {
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                answers.add(askers.submit(() -> value("secret/app/db#password")));
            }
            for (Future<String> each : answers) {
                assertEquals("first", each.get());
            }
        } finally {
            askers.shutdownNow();
        }
        assertEquals(1, count("GET secret/data/app/db"));
    }

    @Test
    void readsOtherMountsOddPathsAndValuesThatAreNoText() {
        server.put("team/kv/x", Map.of("port", 5432, "on", true, "list", List.of(1, 2)));
        server.put("secret/a b/\u00e4?#", Map.of("k#y", "odd"));
        properties.put("vault.mount", "team/kv");
        assertEquals("5432", value("team/kv/x#port"));
        assertEquals("true", value("team/kv/x#on"));
        assertEquals("[1,2]", value("team/kv/x#list"));
        server.put("secret/a b/\u00e4?", Map.of("key", "odd"));
        assertEquals("odd", value("secret/a b/\u00e4?#key"));
    }

    @Test
    void refusesWhatIsNoPlace() {
        for (String each : List.of("secret", "secret/app", "secret#key", "secret/app#", "#key", "a//b#k", "a/../b#k")) {
            assertTrue(failure(each).startsWith("'" + each + "' is no place in Vault"), each);
        }
        assertEquals(List.of(), server.requests());
    }

    @Test
    void keepsOneKeyAndTheOthersWithIt() {
        vault.store("secret/app/db#password", Secret.of("rotated"));
        assertEquals(Map.of("user", "sa", "password", "rotated"), server.latest("secret/app/db"));
        assertEquals("rotated", value("secret/app/db#password"));
        vault.store("secret/new/one#token", Secret.of("made"));
        assertEquals(Map.of("token", "made"), server.latest("secret/new/one"));
    }

    @Test
    void losesNoChangeThatSomebodyElseMakesMeanwhile() {
        server.beforeWrite(() -> server.put("secret/app/db", Map.of("user", "other", "more", "x")));
        vault.store("secret/app/db#password", Secret.of("rotated"));
        assertEquals(Map.of("user", "other", "more", "x", "password", "rotated"), server.latest("secret/app/db"));
    }

    @Test
    void writesAgainWhereASecretWasDeleted() {
        server.delete("secret/app/db");
        assertTrue(failure("secret/app/db#password").contains("Vault has nothing at 'secret/app/db' (404)"));
        vault.store("secret/app/db#password", Secret.of("again"));
        assertEquals("again", value("secret/app/db#password"));
    }

    @Test
    void explainsEachStatusInASentence() {
        assertTrue(failure("secret/app/db#pasword").contains("has no key 'pasword'"));
        assertTrue(failure("secret/absent#x").contains("nothing at 'secret/absent' (404)"));
        Map.of(
                        503, "is sealed or under maintenance (503); unseal it",
                        501, "is not initialised",
                        429, "does not serve requests now",
                        500, "answers with 500; look into its log")
                .forEach((status, words) -> {
                    server.answerAll(status);
                    pass(Duration.ofSeconds(1));
                    assertTrue(failure("secret/app/db#password").contains(words), words);
                    assertTrue(assertThrows(
                                    ConnectorException.class,
                                    () -> vault.store("secret/app/db#password", Secret.of("canary-value")))
                            .getMessage()
                            .contains(words));
                });
        server.answerAll(0);
        pass(Duration.ofSeconds(1));
        assertEquals("first", value("secret/app/db#password"));
    }

    @Test
    void namesThePathThatATokenMayNotRead() {
        server.token(TOKEN, 0, false, "secret/data/other");
        String told = failure("secret/app/db#password");
        assertTrue(told.contains("denies this runtime 'secret/app/db' (403)"), told);
        assertTrue(told.contains("'read' on 'secret/data/app/db'"), told);
        assertFalse(told.contains(TOKEN), told);
        assertTrue(
                assertThrows(ConnectorException.class, () -> vault.store("secret/app/db#x", Secret.of("canary-value")))
                        .getMessage()
                        .contains("(403)"));
    }

    @Test
    void sendsTheNamespace() {
        server.demandNamespace("team-a");
        assertTrue(failure("secret/app/db#password").contains("404"));
        environment.put("VAULT_NAMESPACE", "team-a/");
        vault = another();
        assertEquals("first", value("secret/app/db#password"));
    }

    @Test
    void rereadsATokenFileThatSomebodyRotates() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        environment.remove("VAULT_TOKEN");
        properties.put("vault.token.file", file.toString());
        assertEquals("first", value("secret/app/db#password"));

        server.revokeAll();
        server.token("hvs.next", 0, false, "");
        pass(Duration.ofSeconds(1));
        assertTrue(failure("secret/app/db#password").contains("(403)"));
        Files.writeString(file, "hvs.next\n");
        pass(Duration.ofSeconds(1));
        assertEquals("first", value("secret/app/db#password"));
        Files.delete(file);
        pass(Duration.ofSeconds(1));
        assertTrue(failure("secret/app/db#password").contains("'" + file + "' cannot be read"));
    }

    @Test
    void prolongsATokenBeforeItEnds() {
        server.token(TOKEN, 300, true, "");
        value("secret/app/db#password");
        pass(Duration.ofSeconds(199));
        value("secret/app/db#password");
        assertEquals(0, count("POST auth/token/renew-self"));
        pass(Duration.ofSeconds(2));
        value("secret/app/db#password");
        pass(Duration.ofSeconds(2));
        value("secret/app/db#password");
        assertEquals(1, count("POST auth/token/renew-self"));
        assertEquals(1, count("GET auth/token/lookup-self"));
    }

    @Test
    void othersGoOnWithATokenThatIsJustBeingProlonged() throws Exception {
        CountDownLatch prolonging = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        server.token(TOKEN, 300, true, "");
        server.put("secret/other", Map.of("key", "meanwhile"));
        value("secret/app/db#password");
        server.before("POST auth/token/renew-self", () -> {
            prolonging.countDown();
            await(go);
        });
        pass(Duration.ofSeconds(201));
        ExecutorService asker = Executors.newSingleThreadExecutor();
        try {
            Future<String> first = asker.submit(() -> value("secret/app/db#password"));
            await(prolonging);
            assertEquals("meanwhile", value("secret/other#key"));
            assertFalse(first.isDone());
            go.countDown();
            assertEquals("first", first.get());
        } finally {
            go.countDown();
            asker.shutdownNow();
        }
        assertEquals(1, count("POST auth/token/renew-self"));
    }

    @Test
    void logsInOnceForAllWhoAskAtTheSameTime() throws Exception {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "runtime");
        server.login(Map.of("role_id", "runtime"), 300, false);
        vault = another();
        ExecutorService askers = Executors.newFixedThreadPool(6);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String place = "secret/app-" + i;
                server.put(place, Map.of("key", place));
                answers.add(askers.submit(() -> value(place + "#key")));
            }
            for (int i = 0; i < 6; i++) {
                assertEquals("secret/app-" + i, answers.get(i).get());
            }
        } finally {
            askers.shutdownNow();
        }
        assertEquals(1, count("POST auth/approle/login"));
    }

    @Test
    void logsInAgainAfterALoginThatFailed() {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "runtime");
        vault = another();
        assertTrue(failure("secret/app/db#password").contains("does not accept the login"));
        server.login(Map.of("role_id", "runtime"), 300, false);
        assertEquals("first", value("secret/app/db#password"));
    }

    @Test
    void namesTheVariableThatNoRequestCanCarry() {
        environment.put("VAULT_TOKEN", "hvs.one\nhvs.two");
        vault = another();
        String told = failure("secret/app/db#password");
        assertTrue(told.startsWith("VAULT_TOKEN holds no token; "), told);
        assertFalse(told.contains("hvs."), told);

        environment.put("VAULT_TOKEN", TOKEN);
        environment.put("VAULT_NAMESPACE", "team\na");
        vault = another();
        told = failure("secret/app/db#password");
        assertTrue(told.startsWith("VAULT_NAMESPACE is 'team\na'; write "), told);

        environment.remove("VAULT_NAMESPACE");
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "runtime");
        environment.put("VAULT_AUTH_MOUNT", "two words");
        vault = another();
        told = failure("secret/app/db#password");
        assertTrue(told.startsWith("'auth/two words/login' is no path in Vault; see to VAULT_AUTH_MOUNT"), told);
        assertEquals(List.of(), server.requests());
    }

    @Test
    void logsInByAppRoleAndAgainWhenTheTokenEndsOrIsRevoked() throws IOException {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "runtime");
        environment.put(
                "VAULT_SECRET_ID_FILE",
                Files.writeString(folder.resolve("id"), "secret-id\n").toString());
        server.login(Map.of("role_id", "runtime", "secret_id", "secret-id"), 300, false);
        vault = another();
        assertEquals("first", value("secret/app/db#password"));
        assertEquals(1, count("POST auth/approle/login"));

        pass(Duration.ofSeconds(201));
        assertEquals("first", value("secret/app/db#password"));
        assertEquals(2, count("POST auth/approle/login"));

        server.revokeAll();
        pass(Duration.ofSeconds(20));
        assertEquals("first", value("secret/app/db#password"));
        assertEquals(3, count("POST auth/approle/login"));
    }

    @Test
    void saysThatALoginIsNotAccepted() {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "stranger");
        vault = another();
        String told = failure("secret/app/db#password");
        assertTrue(told.contains("does not accept the login at 'auth/approle/login' (400)"), told);
        assertFalse(told.contains("stranger"), told);
    }

    @Test
    void logsInByTheServiceAccountOfAPod() throws IOException {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE", "patchbay");
        environment.put("VAULT_AUTH_MOUNT", "cluster-1");
        Path jwt = Files.writeString(folder.resolve("jwt"), "eyJ.one");
        environment.put("VAULT_JWT_FILE", jwt.toString());
        server.login(Map.of("role", "patchbay", "jwt", "eyJ.one"), 300, true);
        vault = another();
        assertEquals("first", value("secret/app/db#password"));
        pass(Duration.ofSeconds(250));
        assertEquals("first", value("secret/app/db#password"));
        assertEquals(1, count("POST auth/token/renew-self"));
        assertEquals(1, count("POST auth/cluster-1/login"));
    }

    @Test
    void logsInNoMoreThanOnceForAPathThatIsDenied() {
        environment.remove("VAULT_TOKEN");
        environment.put("VAULT_ROLE_ID", "runtime");
        server.login(Map.of("role_id", "runtime"), 300, false);
        vault = another();
        value("secret/app/db#password");
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofSeconds(2));
            failure("nowhere/x#y");
        }
        assertEquals(1, count("POST auth/approle/login"));
    }

    @Test
    void explainsWhatIsMissingInItsSettings() {
        environment.remove("VAULT_TOKEN");
        assertTrue(failure("secret/app/db#password").contains("nobody says who asks Vault"));
        environment.put("VAULT_AUTH", "ldap");
        assertTrue(failure("secret/app/db#password").contains("VAULT_AUTH is 'ldap'"));
        environment.clear();
        environment.put("VAULT_TOKEN", TOKEN);
        assertTrue(failure("secret/app/db#password").contains("set VAULT_ADDR"));
        environment.put("VAULT_ADDR", "not an address");
        assertTrue(failure("secret/app/db#password").contains("is no address of a Vault"));
        pass(Duration.ofSeconds(1));
    }

    @Test
    void saysThatNobodyListensOrNobodyAnswers() throws IOException {
        server.close();
        assertTrue(failure("secret/app/db#password").contains("cannot be reached; see whether it is up"));
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("VAULT_ADDR", "http://localhost:" + mute.getLocalPort());
            vault = another();
            assertTrue(failure("secret/app/db#password").contains("gave no answer within 4 s"));
        }
    }

    private VaultSecrets another() {
        return new VaultSecrets(properties::get, environment, clock::get);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private String value(String name) {
        return vault.resolve(name).orElseThrow().reveal();
    }

    private String failure(String name) {
        String told = assertThrows(ConnectorException.class, () -> vault.resolve(name))
                .getMessage();
        assertFalse(told.contains(TOKEN), told);
        pass(Duration.ofSeconds(1));
        return told;
    }

    private long count(String request) {
        return server.requests().stream().filter(request::equals).count();
    }
}
