package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Deployment;
import dev.patchbay.model.Capability;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import tools.jackson.databind.JsonNode;

/** types, list, info, health, why: how things stand. */
class OverviewVerbsTest {
    private final Shell shell = new Shell(House.furnished());

    @Test
    void listsTypesWithTheServingVersionFirst() {
        Outcome outcome = shell.run("types");
        assertEquals(
                List.of(
                        "TYPE  VERSION            STATE    CAN          INSTANCES  RECORD TYPES         FROM",
                        "jdbc  1.2.0              SERVING  pull push    3          customers countries  dev.patchbay.jdbc",
                        "jdbc  1.1.0 (if pinned)  SERVING  pull push               customers countries  dev.patchbay.jdbc",
                        "mail  2.0.0              SERVING  push invoke  1          by instance          org.example.mail"),
                outcome.lines());
    }

    @Test
    void listsTypesAsJson() {
        JsonNode types = shell.run("types", "--json").json();
        assertEquals(3, types.size());
        assertEquals("1.2.0", types.get(0).get("version").asString());
        assertTrue(types.get(0).get("serving").asBoolean());
        assertEquals("pull", types.get(0).get("capabilities").get(0).asString());
        assertEquals("countries", types.get(1).get("recordTypes").get(1).asString());
    }

    @Test
    void listsTenantsWithTheirInstancesAndPlacesOfSecrets() {
        assertEquals(
                "acme     1 WAITING                     secrets/acme/token",
                shell.run("tenant", "list").lines().get(1));
    }

    @Test
    void erasesATenantOnlyIfThatIsConfirmed() {
        Outcome asked = shell.run("tenant", "remove", "acme");
        assertEquals(2, asked.exitCode());
        assertTrue(asked.err().contains("say --yes if that is meant"), asked.err());

        Outcome done = shell.run("tenant", "remove", "acme", "--yes");
        assertEquals(0, done.exitCode());
        assertEquals("erased config/connector.x@acme.cfg\n", done.out());

        Outcome incomplete = shell.run("tenant", "remove", "shared", "--yes");
        assertEquals(1, incomplete.exitCode());
        assertTrue(incomplete.out().contains("left   environment TENANTS__SHARED__X"), incomplete.out());
    }

    @Test
    void listsWhatDoesNotServeWithItsReasons() {
        Outcome outcome = new Shell(withUnservedVersions()).run("types");
        assertEquals(
                List.of(
                        "TYPE    VERSION  STATE         CAN        INSTANCES  RECORD TYPES         FROM",
                        "alien   -        INCOMPATIBLE             0",
                        "future  3.0.0    INCOMPATIBLE             0                               org.example.future",
                        "jdbc    1.2.0    SERVING       pull push  0          customers countries  dev.patchbay.jdbc",
                        "jdbc    1.2.0    DUPLICATE     pull push             customers countries  dev.patchbay.jdbc",
                        "jdbc    1.1.0    SUPERSEDED                                               dev.patchbay.jdbc",
                        "",
                        "NOT SERVING                REASON",
                        "alien                      org.example.alien 1.0.0 cannot run: it needs another planet",
                        "future 3.0.0 (future.jar)  it was built for Patchbay 3.x",
                        "future 3.0.0 (future.jar)  it needs package org.absent",
                        "jdbc 1.2.0                 the same version of 'jdbc' is there already and serves; 'why jdbc'"
                                + " names the bundles, and one of them is to be removed",
                        "jdbc 1.1.0 (old.jar)       1.2.0 serves instead of it; delete the file"),
                outcome.lines());
    }

    @Test
    void listsVersionsThatDoNotServeFromTheNewestOn() {
        MemoryRegistry registry = new MemoryRegistry();
        for (String version : List.of("1.2.0", "1.10.0", "1.9.0")) {
            registry.deployment(deployment(
                    "jdbc-" + version + ".jar", DeploymentState.SUPERSEDED, "jdbc", version, "jdbc", "2.0.0 serves"));
        }
        assertEquals(
                List.of("1.10.0", "1.9.0", "1.2.0"),
                new Shell(registry).run("types", "--json").json().findValuesAsString("version"));
    }

    @Test
    void leavesJarsThatCannotBeUsedToTheirOwnList() {
        MemoryRegistry registry = withUnservedVersions()
                .problem(Problem.of("it is no ZIP").at("broken.jar", 0))
                .problem(Problem.of("is empty").at("connector.jdbc.cfg", 0));
        String listed = new Shell(registry).run("list").out();
        assertTrue(listed.contains("connector.jdbc.cfg"), listed);
        assertFalse(listed.contains("broken.jar"), listed);
        assertTrue(new Shell(registry).run("jars").out().contains("broken.jar  UNSOUND"));
    }

    @Test
    void listsWhatDoesNotServeAsJsonWithEveryFact() {
        JsonNode types =
                new Shell(withUnservedVersions()).run("types", "--json").json();
        assertEquals(5, types.size());
        List<String> keys = List.of(
                "type",
                "version",
                "state",
                "serving",
                "capabilities",
                "recordTypes",
                "authMethods",
                "incremental",
                "instances",
                "documentation",
                "source",
                "file",
                "reasons");
        types.forEach(each -> assertEquals(keys, new ArrayList<>(each.propertyNames())));
        assertTrue(types.get(0).get("version").isNull());
        assertEquals("INCOMPATIBLE", types.get(1).get("state").asString());
        assertEquals("future.jar", types.get(1).get("file").asString());
        assertEquals(2, types.get(1).get("reasons").size());
        assertEquals("SUPERSEDED", types.get(4).get("state").asString());
        assertTrue(types.get(2).get("serving").asBoolean());
        assertFalse(types.get(3).get("serving").asBoolean());
    }

    private static MemoryRegistry withUnservedVersions() {
        ConnectorMetadata serving = ConnectorMetadata.builder("jdbc", new Version(1, 2, 0))
                .capabilities(Set.of(Capability.PULL, Capability.PUSH))
                .recordTypes(List.of("customers", "countries"))
                .source("dev.patchbay.jdbc")
                .build();
        Schema schema = Schema.of("jdbc", "Any database", List.of());
        return new MemoryRegistry()
                .type(serving, schema)
                .type(serving, schema)
                .incompatible("alien", "org.example.alien 1.0.0 cannot run: it needs another planet")
                .incompatible("future", "told by its file already")
                .deployment(deployment(
                        "future.jar",
                        DeploymentState.INCOMPATIBLE,
                        "org.example.future",
                        "3.0.0",
                        "future",
                        "it was built for Patchbay 3.x",
                        "it needs package org.absent"))
                .deployment(deployment("jdbc.jar", DeploymentState.SERVING, "dev.patchbay.jdbc", "1.2.0", "jdbc"))
                .deployment(deployment(
                        "old.jar",
                        DeploymentState.SUPERSEDED,
                        "dev.patchbay.jdbc",
                        "1.1.0",
                        "jdbc",
                        "1.2.0 serves instead of it; delete the file"))
                .deployment(Deployment.unsound("broken.jar", List.of("it is no ZIP")));
    }

    private static Deployment deployment(
            String file, DeploymentState state, String name, String version, String type, String... reasons) {
        return Deployment.of(file, state, name, Version.parseVersion(version), List.of(type), "cafe", List.of(reasons));
    }

    @Test
    void saysHowToBeginWhereNothingIs() {
        Shell empty = new Shell(new MemoryRegistry());
        assertEquals(
                "no connector type is installed; drop a connector JAR into deploy/\n",
                empty.run("types").out());
        assertEquals(
                "no instance is configured; 'template TYPE' shows how\n",
                empty.run("list").out());
        assertEquals("[]\n", empty.run("types", "--json").out());
        assertEquals("[]\n", empty.run("list", "--json").out());
        assertEquals("[]\n", empty.run("health", "--json").out());
    }

    @Test
    void listsInstancesAndBelowThemWhatMakesNone() {
        assertEquals(
                List.of(
                        "ID                  STATE    HEALTH   VERSION  SINCE  REASON",
                        "github~europe@acme  WAITING  UNKNOWN  -        5 min  type 'github' is not installed",
                        "jdbc~broken         INVALID  UNKNOWN  -        5 min  'url' is required and missing",
                        "jdbc~demo           ACTIVE   UP       1.2.0    5 min  serving",
                        "jdbc~idle           READY    UNKNOWN  1.2.0    5 min  valid; not used yet",
                        "mail                ACTIVE   DOWN     1.2.0    5 min  serving",
                        "",
                        "NO INSTANCE                  REASON",
                        "connector.github-europe.cfg  a dash stands where '~' belongs; rename it to"
                                + " connector.github~europe.cfg"),
                shell.run("list").lines());
    }

    @Test
    void listsInstancesAsJsonWithEveryFact() {
        JsonNode list = shell.run("list", "--json").json();
        assertEquals(6, list.size());
        JsonNode demo = list.get(2);
        assertEquals(
                List.of("id", "type", "name", "tenant", "state", "reason", "since", "version", "source", "health"),
                new ArrayList<>(demo.propertyNames()));
        assertEquals("jdbc~demo", demo.get("id").asString());
        assertEquals("default", demo.get("tenant").asString());
        assertEquals("2026-03-01T10:00:00Z", demo.get("since").asString());
        assertEquals("UP", demo.get("health").asString());
        assertTrue(list.get(0).get("version").isNull());
        JsonNode problem = list.get(5);
        assertEquals(new ArrayList<>(demo.propertyNames()), new ArrayList<>(problem.propertyNames()));
        assertTrue(problem.get("id").isNull());
        assertEquals("INVALID", problem.get("state").asString());
        assertEquals("connector.github-europe.cfg", problem.get("source").asString());
        assertTrue(problem.get("reason").asString().contains("rename it"));
    }

    @Test
    void listsOnlyWhatIsAskedFor() {
        assertEquals(3, shell.run("list", "--type", "jdbc", "--json").json().size());
        assertEquals(1, shell.run("list", "--tenant=acme", "--json").json().size());
        assertEquals(2, shell.run("list", "--state", "active", "--json").json().size());
        assertEquals(2, shell.run("list", "--state", "INVALID", "--json").json().size());
        assertEquals(
                "no such instance\n", shell.run("list", "--type", "nothing").out());
    }

    @Test
    void fitsTheTerminal() {
        for (int columns : List.of(200, 100, 80, 60)) {
            for (String line : shell.on(columns).run("list").lines()) {
                assertTrue(Cell.of(line).width() <= columns, columns + ": " + line);
            }
        }
        String narrow = shell.on(80).run("list").out();
        assertTrue(narrow.contains("type 'github' is not"), narrow);
        assertTrue(narrow.contains("\n" + " ".repeat(54) + "installed\n"), narrow);
    }

    @Test
    void listsTenThousandInstancesInBoundedTime() {
        MemoryRegistry registry = new MemoryRegistry();
        for (int i = 0; i < 10_000; i++) {
            registry.instance("jdbc~" + i, InstanceState.READY, "valid; nobody has asked for it yet, so nothing runs");
        }
        Shell large = new Shell(registry).on(80);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertTrue(large.run("list").lines().size() > 10_000);
            assertEquals(10_000, large.run("list", "--json").json().size());
            assertEquals(1_111, large.complete("info", "jdbc~1").size());
        });
    }

    @Test
    void showsAllAboutAnInstance() {
        String info = shell.run("info", "jdbc~demo").out();
        assertAll(
                () -> assertTrue(info.contains("state          ACTIVE since 2026-03-01T10:00:00Z"), info),
                () -> assertTrue(info.contains("health         UP: 1 row (checked 2026-03-01T10:00:00Z)"), info),
                () -> assertTrue(info.contains("description    the demo"), info),
                () -> assertTrue(info.contains("record types   customers countries"), info));
        String broken = shell.run("info", "jdbc~broken").out();
        assertTrue(broken.contains("connector.jdbc~broken.cfg line 3: 'url' is required and missing"), broken);
    }

    @Test
    void showsAllAboutAnInstanceAsJson() {
        JsonNode demo = shell.run("info", "jdbc~demo", "--json").json();
        assertEquals("UP", demo.get("health").get("status").asString());
        assertEquals(12, demo.get("health").get("tookMillis").asInt());
        JsonNode broken = shell.run("info", "jdbc~broken", "--json").json();
        assertEquals(3, broken.get("problems").get(0).get("line").asInt());
        assertEquals("url", broken.get("problems").get(0).get("key").asString());
    }

    @Test
    void namesTheInstanceThatWasMeant() {
        Outcome outcome = shell.run("info", "jdbc~dmeo");
        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.out());
        assertEquals("there is no instance 'jdbc~dmeo'; did you mean 'jdbc~demo'?\n", outcome.err());
        assertEquals(
                "CONNECTOR_NOT_FOUND",
                shell.run("info", "x", "--json").error().get("code").asString());
        assertEquals(2, shell.run("info", "not an id").exitCode());
    }

    @Test
    void checksHealthAndFailsIfSomethingIsDown() {
        Outcome all = shell.run("health");
        assertEquals(1, all.exitCode());
        assertTrue(all.out().contains("jdbc~idle           UNKNOWN"), all.out());
        assertEquals("'mail' is DOWN (UNREACHABLE): no route to host\n", all.err());
        assertTrue(shell.run("health", "--all").out().contains("jdbc~idle           UP"));
    }

    @Test
    void checksTheHealthOfOneInstance() {
        Outcome up = shell.run("health", "jdbc~demo");
        assertEquals(0, up.exitCode());
        assertTrue(up.out().contains("UP      -      12 ms  1 row"), up.out());
        JsonNode down = shell.run("health", "mail", "--json").json();
        assertEquals("DOWN", down.get("status").asString());
        assertEquals("UNREACHABLE", down.get("cause").asString());
        assertTrue(down.get("remedy").asString().contains("look at routes"), down.toString());
        assertTrue(shell.run("health", "mail").out().contains("UNREACHABLE"));
        assertEquals(1, shell.run("health", "mail", "--json").exitCode());
        assertEquals(1, shell.run("health", "nothing").exitCode());
    }

    @Test
    void namesSomeOfManyThatAreDown() {
        MemoryRegistry registry = new MemoryRegistry();
        for (int i = 0; i < 9; i++) {
            registry.instance("jdbc~" + i, InstanceState.ACTIVE, "serving", each -> each.health(Health.down("off")));
        }
        assertEquals(
                "9 of 9 instances are DOWN: jdbc~0, jdbc~1, jdbc~2, jdbc~3, jdbc~4 and others\n",
                new Shell(registry).run("health").err());
    }

    @Test
    void explainsWhy() {
        Outcome outcome = shell.run("why", "jdbc~demo");
        assertEquals(0, outcome.exitCode());
        assertEquals("'jdbc~demo' is ACTIVE.\nIt serves calls.\n", outcome.out());
        assertEquals(
                2,
                shell.run("why", "jdbc~demo", "--json").json().get("sentences").size());
    }

    @Test
    void failsToExplainWhatIsNotThere() {
        Outcome outcome = shell.run("why", "nonsense");
        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.out());
        assertEquals("Nothing here is called 'nonsense'; 'list' shows what is.\n", outcome.err());
        Outcome json = shell.run("why", "nonsense", "--json");
        assertEquals(1, json.exitCode());
        assertEquals(false, json.json().get("known").asBoolean());
    }

    @Test
    void letsNoTextFromOutsideMoveTheCursor() {
        MemoryRegistry registry = new MemoryRegistry()
                .instance("jdbc", InstanceState.ACTIVE, "red \u001b[31m\r\nand \u202eturned\tround");
        String line = new Shell(registry).run("list").lines().get(1);
        assertTrue(line.endsWith("red  [31m and  turned round"), line);
    }
}
