package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.vault.VaultServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * Passwords in every place from which one can come, in a process as an operator runs it, with a connector that tells its own
 * in every way there is: nothing that leaves the runtime has one, whether as it is, in Base64 or encoded for a URL.
 */
public final class CanaryIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Canaries canaries = new Canaries();
    private final List<String> instances = new ArrayList<>();
    private VaultServer vault;
    private Path home;
    private DistributedRuntime runtime;

    @Before
    public void begin() throws Exception {
        Path root = folder.getRoot().toPath().toRealPath();
        home = root.resolve("home");
        for (String each : List.of("config", "deploy", "secrets/acme")) {
            Files.createDirectories(home.resolve(each));
        }
        Path distribution = Archives.unpack(root);
        Files.copy(TestBundles.canary(), home.resolve("deploy/canary.jar"));
        Files.copy(distribution.resolve("optional/patchbay-metrics.jar"), home.resolve("deploy/patchbay-metrics.jar"));
        try (Stream<Path> jars = Files.list(distribution.resolve("deploy"))) {
            for (Path each : jars.toList()) {
                Files.copy(each, home.resolve("deploy").resolve(each.getFileName()));
            }
        }
        vault = VaultServer.start();
        Map<String, String> environment = new HashMap<>();
        plant(environment);
        runtime = new DistributedRuntime(distribution, home, environment);
        runtime.start();
    }

    @After
    public void end() throws Exception {
        Files.writeString(home.resolve("gate"), "");
        runtime.close();
        vault.close();
    }

    @Test
    public void noSecretLeavesTheRuntime() throws Exception {
        runtime.run(canaries.plant("keystore"), "secret", "set", "canary-token");
        cfg("canary~keystore", "token=$[keystore:canary-token]");
        askForEverything();
        for (String each : instances) {
            runtime.await("canary" + each);
            assertEquals(each, 0, runtime.run("", "invoke", "canary" + each, "sing"));
            assertEquals(each, 1, runtime.run("", "invoke", "canary" + each, "fail"));
            assertEquals(each, 1, runtime.run("", "invoke", "canary" + each, "fault"));
            assertEquals(each, 0, runtime.run("", "pull", "canary" + each, "things"));
            runtime.run("", "health", "canary" + each);
            runtime.run("", "info", "canary" + each);
            runtime.run("", "config", "canary" + each);
        }
        runtime.run("", "invoke", "canary~file", "stay");
        runtime.run("", "pull", "canary~file", "things", "--json");
        runtime.run("", "pull", "jdbc~right", "T");
        runtime.run("", "pull", "jdbc~wrong", "T");
        runtime.run("", "pull", "jdbc~told", "T");
        runtime.run("", "pull", "jdbc~nowhere", "T");
        askForEverything();
        assertTrue(
                "its calls are counted",
                runtime.said().stream().anyMatch(each -> each.contains("operation=\"invoke sing\"")));
        assertTrue(
                "the connector has sung, and it can be seen that something was taken out",
                runtime.said().stream().anyMatch(each -> each.contains("[secret]")));
        rotate();
        askForEverything();
        Files.writeString(home.resolve("gate"), "");
        runtime.stop();

        canaries.requireNoneIn("what the process and the verbs said", runtime.said());
        canaries.requireNoneInFiles(home.resolve("data"));
        canaries.requireNoneInFiles(home.resolve("log"));
        String log = Files.readString(home.resolve("log/patchbay.json"));
        for (String sung : List.of(
                "sings {base64 =[secret]",
                "sings [secret] with a key",
                "sings alone {base64 ",
                "trouble with {",
                "because of {",
                "suppressed {",
                "worker [secret]",
                "own [secret]",
                "\"authorization\":\"{",
                "dev.patchbay.itests.canary")) {
            assertTrue("the log has '" + sung + "'", log.contains(sung));
        }
    }

    /** What was the secret a moment ago is one still: somebody may say it. */
    private void rotate() throws Exception {
        Files.writeString(home.resolve("secrets/canary-file"), canaries.plant("file-next"));
        for (String operation : List.of("sing", "fail")) {
            runtime.run("", "invoke", "canary~file", operation);
        }
    }

    private void askForEverything() throws Exception {
        for (String line : List.of(
                "types",
                "jars",
                "list",
                "list --json",
                "health --all",
                "health --all --json",
                "schema canary",
                "template canary new",
                "tenant list",
                "secret list",
                "why canary.jar",
                "why connector.canary~cfg.cfg",
                "why canaries.yaml",
                "why passwords.yaml",
                "why unparsable.yaml",
                "why canary~mistaken",
                "why canary~tag",
                "why canary~alias",
                "why canary~braces",
                "why canary~variable",
                "why canary~broken",
                "why canary~no-vault",
                "info canary~mistaken",
                "schema canary --json-schema",
                "export",
                "why canary~file",
                "why canary~env --json",
                "why jdbc~nowhere",
                "config jdbc~nowhere",
                "check",
                "inspect " + home.resolve("deploy/canary.jar"),
                "exec lb",
                "metrics",
                "metrics --json",
                "help")) {
            runtime.run("", line.split(" "));
        }
    }

    private void plant(Map<String, String> environment) throws IOException {
        cfg("canary~cfg", "token=" + canaries.plant("cfg"));
        Files.writeString(home.resolve("secrets/canary-file"), canaries.plant("file") + "\n");
        cfg("canary~file", "token=$[secret:canary-file]", "timeout=500ms", "isolated=true");
        environment.put("CANARY_TOKEN", canaries.plant("env"));
        cfg("canary~env", "token=$[env:CANARY_TOKEN]");
        environment.put("CONNECTORS__CANARY__OVERLAY__TOKEN", canaries.plant("overlay"));
        instances.add("~overlay");
        Files.writeString(
                home.resolve(".env"), "CONNECTORS__CANARY__DOTENV__TOKEN='" + canaries.plant("dotenv") + "'\n");
        instances.add("~dotenv");
        Files.writeString(home.resolve("secrets/acme/token"), canaries.plant("tenant"));
        cfg("canary~own@acme", "token=$[secret:token]");
        Files.writeString(
                home.resolve("config/canaries.yaml"),
                "connectors:\n  canary:\n    yaml:\n      gate: " + home.resolve("gate") + "\n      token: '"
                        + canaries.plant("yaml") + "'\n");
        instances.add("~yaml");
        environment.put("PATCHBAY_KEYSTORE_PASSWORD", canaries.plant("password").replace("é", ""));
        plantWithProviders();
        plantForYaml();
        // In a text that is no password, and shown as it is written.
        Files.writeString(home.resolve("secrets/in-url"), canaries.plant("url"));
        cfg("canary~url", "token=none-of-these", "url=https://me:$[secret:in-url]@example.org");
        // Where none belongs.
        cfg("canary~mistaken", "timeout=" + canaries.plant("mistaken"), "token=" + canaries.last());
        instances.remove("~mistaken");
        Files.writeString(home.resolve("secrets/database"), UUID.randomUUID() + canaries.plant("database"));
        String database = "url=jdbc:h2:file:" + home.resolveSibling("database");
        cfg("jdbc~right", database, "user=sa", "password=" + canaries.plant("right"));
        cfg("jdbc~wrong", database, "user=sa", "password=$[secret:database]");
        cfg("jdbc~told", database + ";USER=sa;PASSWORD=$[secret:database];NONSENSE=$[secret:database]");
        cfg("jdbc~nowhere", "url=jdbc:nothing:$[secret:database]");
    }

    /** Passwords without quotes, which YAML takes for something else. */
    private void plantForYaml() throws IOException {
        String plain = canaries.plain();
        Files.write(
                home.resolve("config/passwords.yaml"),
                List.of(
                        "connectors:",
                        "  canary:",
                        "    tag: {token: !" + plain + "}",
                        "    alias: {token: *" + plain + "}",
                        "    braces: {token: {" + plain + "}}",
                        "    variable: {token: 'a${" + plain + "}'}"));
        Files.write(
                home.resolve("config/unparsable.yaml"),
                List.of("connectors: {canary: {unparsable: {token: !" + plain + "!" + plain + " x}}}"));
    }

    /** Commands that print a secret where they should and where they should not, and a vault with a token that is one. */
    private void plantWithProviders() throws IOException {
        Files.writeString(home.resolve("exec-canary"), canaries.plant("exec"));
        Path token = home.resolveSibling("vault-token");
        Files.writeString(token, "hvs." + canaries.plain());
        Files.write(
                home.resolve("config/patchbay.cfg"),
                List.of(
                        "secrets.exec.canary = /bin/cat exec-canary",
                        "secrets.exec.canary.keep = 5m",
                        "secrets.exec.broken = /bin/sh -c 'cat exec-canary; cat exec-canary >&2; exit 3'",
                        "secrets.exec.broken.keep = 5m",
                        "vault.addr = " + vault.address(),
                        "vault.token.file = " + token));
        cfg("canary~exec", "token=$[exec:canary]");
        cfg("canary~broken", "token=$[exec:broken]");
        instances.remove("~broken");
        Files.copy(Bundles.named("vault-bundle"), home.resolve("deploy/vault.jar"));
        vault.token("hvs." + canaries.plain(), 0, false, "");
        vault.put("secret/app/db", Map.of("password", canaries.plant("vault")));
        cfg("canary~vault", "token=$[vault:secret/app/db#password]");
        cfg("canary~no-vault", "token=$[vault:secret/nothing#password]");
        instances.remove("~no-vault");
    }

    private void cfg(String id, String... lines) throws IOException {
        List<String> all = new ArrayList<>(List.of(lines));
        if (id.startsWith("canary")) {
            all.add("gate=" + home.resolve("gate"));
            instances.add(id.substring("canary".length()));
        }
        Files.write(home.resolve("config/connector." + id + ".cfg"), all);
    }
}
