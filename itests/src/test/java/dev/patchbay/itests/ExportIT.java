package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.DRAINING;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConfigurationExport;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.Setting;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.Rule;
import org.junit.Test;

/** What one home exports gives the same instances in another, and holds no secret. */
public final class ExportIT {
    private static final String SECRET = "c4n4ry-0123456789";

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Rule
    public final RunningHome other = RunningHome.withScripted();

    @Test
    public void givesTheSameInstancesInAnEmptyHome() throws IOException {
        home.cfg(
                "connector.scripted~cfg.cfg",
                "url = http://cfg/${not-filled}?a=b#c",
                "description = two words, \"quoted\" \\u00fc",
                "page.size = 3",
                "mapping.name = a.b");
        home.cfg(
                "all.yaml",
                "variables: {SITE: main}",
                "templates: {t: {timeout: 7s, retry: {max: {attempts: 2}}}}",
                "connectors: {scripted: {crm: {extends: t, url: 'http://${SITE}/${TENANT}', tenants: [acme, globex]}}}");
        home.registry().configure(InstanceId.parse("scripted~program@acme"), Map.of("url", "http://p", "page.size", 4));
        Files.writeString(home.path().resolve(".env"), "CONNECTORS__SCRIPTED__CFG__PAGE_SIZE=9\n");
        home.await("scripted~cfg", READY);
        home.await("scripted~crm@globex", READY);
        home.await("scripted~program@acme", READY);
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals("9", settings(home).get("scripted~cfg page.size")));

        ConfigurationExport export = home.registry().export(InstanceFilter.all());
        assertEquals(List.of(), export.warnings());
        Files.writeString(other.config().resolve("exported.yaml"), export.yaml());
        other.await("scripted~program@acme", READY);
        RunningHome.eventually().untilAsserted(() -> assertEquals(settings(home), settings(other)));
        assertEquals(ids(home), ids(other));
        assertEquals(List.of(), other.registry().problems());
        assertEquals("http://main/acme", other.servedUrl("scripted~crm@acme"));
    }

    @Test
    public void leavesSecretsInClearOutAndSaysWhereToPutThem() throws IOException {
        Path secrets = Files.createDirectories(home.path().resolve("secrets"));
        Files.writeString(secrets.resolve("known"), SECRET);
        home.cfg("connector.scripted~clear@acme.cfg", "url = http://x", "token = " + SECRET);
        home.cfg("connector.scripted~half.cfg", "url = http://x", "token = " + SECRET + "$[secret:known]");
        home.cfg("connector.scripted~good.cfg", "url = http://x", "token = $[secret:known]");
        home.cfg("connector.absent~x.cfg", "token = " + SECRET, "timeout = 5s");
        home.await("scripted~good", READY);
        home.await("scripted~half", READY);
        home.await("scripted~clear@acme", READY);
        RunningHome.eventually().until(() -> home.find("absent~x").isPresent());

        ConfigurationExport export = home.registry().export(InstanceFilter.all());
        assertFalse(export.yaml(), export.yaml().contains(SECRET));
        assertFalse(export.warnings().toString(), export.warnings().toString().contains(SECRET));
        assertEquals(export.warnings().toString(), 3, export.warnings().size());
        assertTrue(export.yaml(), export.yaml().contains("token: \"$[secret:known]\"\n"));
        assertTrue(export.yaml(), export.yaml().contains("timeout: 5s"));
        assertTrue(
                export.yaml(),
                export.yaml()
                        .contains("token: \"$[secret:scripted.clear.acme_token]\" # "
                                + "connector.scripted~clear@acme.cfg line 2 has it in clear; put it into "
                                + "secrets/acme/scripted.clear.acme_token\n"));

        Path there = Files.createDirectories(other.path().resolve("secrets/acme"));
        Files.writeString(there.resolve("scripted.clear.acme_token"), SECRET);
        Files.writeString(
                other.config().resolve("exported.yaml"),
                home.registry().forTenant("acme").export(InstanceFilter.all()).yaml());
        other.await("scripted~clear@acme", READY);
        assertEquals(List.of("scripted~clear@acme"), ids(other));
        assertEquals("http://x", other.servedUrl("scripted~clear@acme"));
    }

    @Test
    public void leavesOutWhatWasRemovedAndOnlyEndsItsCalls() throws IOException {
        Path gate = home.aside("gate");
        Path file = home.cfg("connector.scripted~removed.cfg", "url=http://x", "pull=wait", "gate=" + gate);
        home.cfg("connector.scripted~kept.cfg", "url=http://y");
        home.await("scripted~removed", READY);
        home.await("scripted~kept", READY);
        CompletableFuture<Integer> inFlight =
                CompletableFuture.supplyAsync(() -> RunningHome.pull(home.handle("scripted~removed")));
        home.awaitWhy("scripted~removed", "1 call is under way");
        home.delete(file);
        home.await("scripted~removed", DRAINING);

        String yaml = home.registry().export(InstanceFilter.all()).yaml();
        Files.createFile(gate);
        assertTrue(yaml, yaml.contains("the same instance.\n"));
        assertTrue(yaml, yaml.contains("kept:"));
        assertFalse(yaml, yaml.contains("removed"));
        assertEquals(10, (int) inFlight.join());
    }

    private static List<String> ids(RunningHome home) {
        return home.registry().instances(InstanceFilter.all()).stream()
                .map(each -> each.id().toString())
                .toList();
    }

    /** Of all instances, without where they come from. */
    private static Map<String, String> settings(RunningHome home) {
        Map<String, String> settings = new TreeMap<>();
        for (InstanceStatus each : home.registry().instances(InstanceFilter.all())) {
            for (Setting setting : home.registry().settings(each.id())) {
                settings.put(each.id() + " " + setting.key(), setting.value());
            }
        }
        return settings;
    }
}
