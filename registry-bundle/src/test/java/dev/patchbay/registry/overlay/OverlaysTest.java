package dev.patchbay.registry.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.environment.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OverlaysTest {
    private static final InstanceId EUROPE = InstanceId.parse("jira~europe");

    @TempDir
    private Path home;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void prefersTheEnvironmentThenSecretFilesThenDotEnv() throws IOException {
        environment.put("CONNECTORS__JIRA__EUROPE__URL", "from environment");
        secretFile("CONNECTORS__JIRA__EUROPE__URL", "from secret file");
        secretFile("CONNECTORS__JIRA__EUROPE__TOKEN", "token of secret file\n");
        dotEnv(
                "CONNECTORS__JIRA__EUROPE__URL=a\nCONNECTORS__JIRA__EUROPE__TOKEN=b\nCONNECTORS__JIRA__EUROPE__TIMEOUT=9s");

        Definition definition = overlays()
                .over(EUROPE, owned(Map.of("url", "own", "priority", "3")))
                .orElseThrow();

        assertEquals(
                Map.of(
                        "url", "from environment",
                        "token", "token of secret file",
                        "timeout", "9s",
                        "priority", "3"),
                definition.values());
        assertEquals("program", definition.source());
        assertEquals(Optional.of("environment CONNECTORS__JIRA__EUROPE__URL"), definition.overlaid("url"));
        assertEquals(Optional.of("secret file CONNECTORS__JIRA__EUROPE__TOKEN"), definition.overlaid("token"));
        assertEquals(Optional.of(".env CONNECTORS__JIRA__EUROPE__TIMEOUT"), definition.overlaid("timeout"));
        assertEquals(Optional.empty(), definition.overlaid("priority"));
    }

    @Test
    void definesAnInstanceThatNothingElseDefines() throws IOException {
        dotEnv("TENANTS__ACME__CONNECTORS__JIRA__EUROPE__URL=x");
        InstanceId acme = InstanceId.parse("jira~europe@acme");
        Overlays overlays = overlays();

        Definition definition = overlays.over(acme, Optional.empty()).orElseThrow();

        assertEquals(Set.of(acme), overlays.ids());
        assertEquals(".env", definition.source());
        assertEquals(Map.of("url", "x"), definition.values());
        assertEquals(Optional.empty(), overlays.over(EUROPE, Optional.empty()));
    }

    @Test
    void tellsOnlyOfInstancesWhoseOverlaysHaveChanged() throws IOException {
        dotEnv("CONNECTORS__A__X__URL=1\nCONNECTORS__B__X__URL=1\nCONNECTORS__C__X__URL=1\n");
        Variables variables = variables();
        Overlays overlays = new Overlays(variables, home.resolve("run-secrets"));
        List<InstanceId> told = new ArrayList<>();
        Runnable end = overlays.listen(told::add);

        dotEnv("CONNECTORS__A__X__URL=1\nCONNECTORS__B__X__URL=2\nCONNECTORS__D__X__URL=1\n");
        variables.reload();
        variables.reload();
        end.run();
        dotEnv("");
        variables.reload();

        assertEquals(List.of(InstanceId.parse("b~x"), InstanceId.parse("c~x"), InstanceId.parse("d~x")), told);
        assertEquals(Set.of(), overlays.ids());
    }

    @Test
    void readsAgainTheOneSecretFileThatChanged() throws IOException {
        secretFile("CONNECTORS__A__X__URL", "1");
        secretFile("CONNECTORS__B__X__URL", "1");
        Overlays overlays = overlays();
        List<InstanceId> told = new ArrayList<>();
        overlays.listen(told::add);
        Path changed = home.resolve("run-secrets").resolve("CONNECTORS__B__X__URL");

        assertTrue(overlays.reads(changed));
        overlays.changed(changed);
        Files.delete(changed);
        overlays.changed(changed);

        assertEquals(List.of(InstanceId.parse("b~x")), told);
        assertEquals(Set.of(InstanceId.parse("a~x")), overlays.ids());
        assertFalse(overlays.reads(home.resolve("run-secrets").resolve("db-password")));
        assertFalse(overlays.reads(home.resolve("CONNECTORS__A__X__URL")));
    }

    @Test
    void reportsNamesThatMeanNothingAndTwoThatMeanTheSame() throws IOException {
        environment.put("CONNECTORS__JIRA__URL", "hunter22");
        dotEnv("CONNECTORS__JIRA__EUROPE__URL=hunter22\nconnectors__jira__europe__url=hunter22\n");

        String problems = overlays().problems().toString();

        assertTrue(problems.contains("'CONNECTORS__JIRA__URL' (environment) names no setting"), problems);
        assertTrue(problems.contains("a second time, after .env CONNECTORS__JIRA__EUROPE__URL"), problems);
        assertFalse(problems.contains("hunter22"), problems);
    }

    @Test
    void showsNoValueInItsText() throws IOException {
        dotEnv("CONNECTORS__JIRA__EUROPE__TOKEN=hunter22");

        Definition definition = overlays().over(EUROPE, Optional.empty()).orElseThrow();

        assertFalse(definition.toString().contains("hunter22"));
    }

    private Overlays overlays() {
        return new Overlays(variables(), home.resolve("run-secrets"));
    }

    private Variables variables() {
        return new Variables(environment, Optional.of(home.resolve(".env")));
    }

    private static Optional<Definition> owned(Map<String, Object> values) {
        return Optional.of(Definition.of(EUROPE, "program", values));
    }

    private void dotEnv(String text) throws IOException {
        Files.writeString(home.resolve(".env"), text);
    }

    private void secretFile(String name, String value) throws IOException {
        Files.createDirectories(home.resolve("run-secrets"));
        Files.writeString(home.resolve("run-secrets").resolve(name), value);
    }
}
