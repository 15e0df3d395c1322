package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.INVALID;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import dev.patchbay.vault.VaultServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** Secrets reach an instance from wherever they are kept, and so do other ones that take their place. */
public final class SecretProvidersIT {
    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Test
    public void aSecretThatTheVerbKeepsReachesTheInstanceThatWaitsForIt() {
        home.cfg("connector.scripted~eu.cfg", "url = http://$[keystore:host]/");
        home.awaitTold("scripted~eu", INVALID, "$[keystore:host]");

        assertEquals("", secret("first", "set", "host"));
        awaitUrl("http://first/");
        secret("second", "set", "host");
        awaitUrl("http://second/");
        assertTrue(secret("", "list").contains("host  default  keystore  scripted~eu"));
    }

    @Test
    public void aTenantsOwnSecretIsBeforeTheSharedOne() {
        secret("shared", "set", "host", "--shared");
        secret("of-acme", "set", "host", "--tenant", "acme");
        home.cfg("connector.scripted~eu@acme.cfg", "url = http://$[keystore:host]/");
        home.cfg("connector.scripted~eu@globex.cfg", "url = http://$[keystore:host]/");
        RunningHome.eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals("http://of-acme/", home.servedUrl("scripted~eu@acme")));
        RunningHome.eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals("http://shared/", home.servedUrl("scripted~eu@globex")));
    }

    @Test
    public void aCommandThatTheOperatorAllowsPrintsIt() throws IOException {
        Path script = home.aside("show.sh");
        Files.writeString(script, "#!/bin/sh\necho host-of-$1\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        restartWith("secrets.exec.show = " + script + " {}");
        home.cfg("connector.scripted~eu.cfg", "url = http://$[exec:show/db]/");
        awaitUrl("http://host-of-db/");
        home.cfg("connector.scripted~us.cfg", "url = http://$[exec:other]/");
        home.awaitTold("scripted~us", INVALID, "no command 'other' is allowed");
    }

    @Test
    public void aProviderInADroppedBundleResolvesItsScheme() throws IOException {
        Path safe = home.aside("safe.properties");
        restartWith("");
        System.setProperty("safe.file", safe.toString());
        try {
            home.cfg("connector.scripted~eu.cfg", "url = http://$[safe:host]/");
            home.awaitTold("scripted~eu", INVALID, "nobody provides secrets of the scheme 'safe'");
            home.deploy(TestBundles.secretProvider());
            home.awaitWhy("scripted~eu", "the safe '" + safe + "' cannot be opened; see that it is there");
            Files.writeString(safe, "host=from-the-safe\n");
            awaitUrl("http://from-the-safe/");
        } finally {
            System.clearProperty("safe.file");
        }
    }

    @Test
    public void theGuideShowsTheProviderThatIsTestedHere() throws IOException {
        String guide = Files.readString(Path.of("../docs/secrets.md"));
        String source = Files.readString(Path.of("src/test/java/org/example/secrets/SafeSecrets.java"));
        assertTrue(guide.contains("```java\n" + source + "```"));
    }

    @Test
    public void nothingOfVaultsBundleIsLeftWhenItIsTakenAway() throws IOException {
        Loaders loaders = new Loaders();
        try (VaultServer vault = VaultServer.start()) {
            give(vault, "first");
            restartWith(
                    "vault.addr = " + vault.address(),
                    "vault.token.file = " + Files.writeString(home.aside("token"), "hvs.itest\n"));
            home.cfg("connector.scripted~eu.cfg", "url = http://$[vault:secret/app/db#host]/");
            Path jar = home.deploy(Bundles.named("vault-bundle"));
            awaitUrl("http://first/");
            Stream.of(home.context().getBundles())
                    .filter(each -> "dev.patchbay.vault".equals(each.getSymbolicName()))
                    .forEach(each -> loaders.see("vault", each));
            assertEquals(1, loaders.count());

            home.delete(jar);
            home.awaitWhy("scripted~eu", "nobody provides secrets of the scheme 'vault'");
            assertEquals("http://first/", home.servedUrl("scripted~eu"));
            loaders.awaitForgotten();
        }
    }

    @Test
    public void aSecretOfVaultArrivesIsRotatedAndOutlivesVaultGoingDown() throws IOException {
        VaultServer vault = VaultServer.start();
        int port = vault.port();
        try {
            give(vault, "first");
            restartWith(
                    "vault.addr = " + vault.address(),
                    "vault.token.file = " + Files.writeString(home.aside("token"), "hvs.itest\n"));
            home.cfg("connector.scripted~eu.cfg", "url = http://$[vault:secret/app/db#host]/");
            home.awaitTold("scripted~eu", INVALID, "nobody provides secrets of the scheme 'vault'");

            home.deploy(Bundles.named("vault-bundle"));
            awaitUrl("http://first/");
            give(vault, "second");
            awaitUrl("http://second/");

            vault.close();
            for (int call = 0; call < 100; call++) {
                assertEquals("http://second/", home.servedUrl("scripted~eu"));
            }
        } finally {
            vault.close();
        }
        try (VaultServer again = VaultServer.startAt(port)) {
            again.answerAll(503);
            home.cfg("connector.scripted~us.cfg", "url = http://$[vault:secret/app/db#host]/$[vault:secret/x#y]");
            home.awaitTold("scripted~us", INVALID, "is sealed or under maintenance (503); unseal it");
            assertEquals("http://second/", home.servedUrl("scripted~eu"));
            give(again, "third");
            again.answerAll(0);
            awaitUrl("http://third/");
        }
        assertFalse(home.log().with("hvs.itest").stream().findAny().isPresent());
    }

    private static void give(VaultServer vault, String host) {
        vault.token("hvs.itest", 0, false, "");
        vault.put("secret/app/db", Map.of("host", host));
    }

    private void restartWith(String... lines) {
        home.stop();
        home.cfg("patchbay.cfg", lines);
        home.start();
        home.awaitType("scripted");
    }

    private void awaitUrl(String url) {
        RunningHome.eventually()
                .ignoreExceptions()
                .untilAsserted(() -> assertEquals(url, home.servedUrl("scripted~eu")));
    }

    /** What the verb printed; nothing of a value that it was given. */
    private String secret(String value, String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = Console.builder(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8))
                .in(new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8)))
                .build();
        Verbs verbs = home.context().getService(home.context().getServiceReference(Verbs.class));
        List<String> line = new ArrayList<>(List.of("secret"));
        line.addAll(List.of(words));
        int exitCode = verbs.run(line, console);
        String told = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
        assertEquals(told, 0, exitCode);
        assertTrue(told, value.isEmpty() || !told.contains(value));
        return words[0].equals("list") ? told : "";
    }
}
