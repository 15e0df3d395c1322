package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.Setting;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/** Many instances in one YAML file, beside .cfg files, while the runtime runs. */
public final class YamlSourceIT {
    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Test
    public void aFileGivesManyTenantsTheSameInstanceWithDifferentKeys() {
        home.cfg(
                "all.yaml",
                "variables: {BASE: 'http://scripted/${TENANT}'}",
                "templates:",
                "  polite: {timeout: 10s, retry: {max: {attempts: 5}}}",
                "connectors:",
                "  scripted:",
                "    crm:",
                "      extends: polite",
                "      url: ${BASE}",
                "      tenants:",
                "        acme: {}",
                "        globex: {page.size: 7}");
        home.await("scripted~crm@acme", READY);
        home.await("scripted~crm@globex", READY);
        assertEquals("http://scripted/acme", home.servedUrl("scripted~crm@acme"));
        assertEquals("http://scripted/globex", home.servedUrl("scripted~crm@globex"));
        assertEquals(7, RunningHome.pull(home.handle("scripted~crm@globex")));

        Map<String, String> origins = origins("scripted~crm@globex");
        assertEquals("all.yaml line 8", origins.get("url"));
        assertEquals("all.yaml line 3", origins.get("retry.max.attempts"));
        assertEquals("all.yaml line 11", origins.get("page.size"));
        assertEquals("all.yaml", home.status("scripted~crm@acme").source());
        home.awaitWhy("all.yaml", "'all.yaml' defines 2 instances: ");
    }

    @Test
    public void aFileThatIsBrokenChangesNothingAndIsTold() {
        home.cfg("all.yaml", "connectors:", "  scripted:", "    a: {url: http://a}", "    b: {url: http://b}");
        home.await("scripted~b", READY);
        ConnectorHandle handle = home.handle("scripted~b");

        home.cfg("all.yaml", "connectors:", "  scripted:", "    a: {url: http://a2", "    b: {url: http://b}");
        home.awaitFileTold("all.yaml", "all.yaml line 4 column", "is no YAML");
        home.awaitWhy("scripted~b", "all.yaml line 4 column", "is no YAML");
        assertEquals("http://a", home.servedUrl("scripted~a"));
        assertEquals(10, RunningHome.pull(handle));

        home.cfg("all.yaml", "connectors:", "  scripted:", "    a: {url: http://a2}");
        home.awaitGone("scripted~b");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://a2", home.servedUrl("scripted~a")));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(List.of(), home.registry().problems()));
    }

    @Test
    public void anInstanceThatIsWrongConcernsOnlyItself() {
        home.cfg(
                "all.yaml",
                "connectors:",
                "  scripted:",
                "    good: {url: http://good}",
                "    bad: {url: '${NO_SUCH_VARIABLE}', page.size: many}");
        home.await("scripted~good", READY);
        home.awaitTold("scripted~bad", INVALID, "all.yaml line 4 column 11", "'${NO_SUCH_VARIABLE}'");
        home.awaitWhy("scripted~bad", "all.yaml line 4 column 39", "'page.size'");
    }

    @Test
    public void filesOfBothFormatsThatDefineAnInstanceAreBothNamed() {
        home.cfg("connector.scripted~a.cfg", "url = http://cfg");
        home.await("scripted~a", READY);
        Path yaml = home.cfg("all.yaml", "connectors: {scripted: {a: {url: http://yaml}}}");
        home.awaitFileTold("all.yaml", "'all.yaml' and 'connector.scripted~a.cfg' both define 'scripted~a'");
        assertEquals("http://cfg", home.servedUrl("scripted~a"));

        home.delete(home.config().resolve("connector.scripted~a.cfg"));
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://yaml", home.servedUrl("scripted~a")));
        home.delete(yaml);
        home.awaitGone("scripted~a");
    }

    @Test
    public void aChangedVariableOfDotEnvIsFilledInAnew() throws IOException {
        dotEnv("SITE=one");
        home.cfg("all.yaml", "connectors: {scripted: {a: {url: 'http://${SITE}'}, b: {url: http://b}}}");
        home.await("scripted~a", READY);
        assertEquals("http://one", home.servedUrl("scripted~a"));

        dotEnv("SITE=two");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://two", home.servedUrl("scripted~a")));
    }

    @Test
    public void survivesARestartAndWhatHappenedMeanwhile() {
        home.cfg("all.yaml", "connectors: {scripted: {a: {url: http://a}, b: {url: http://b}}}");
        home.await("scripted~b", READY);
        home.stop();
        home.cfg("all.yaml", "connectors: {scripted: {a: {url: http://a}, c: {url: http://c}}}");
        home.start();
        home.await("scripted~c", READY);
        home.awaitGone("scripted~b");
        assertEquals("http://a", home.servedUrl("scripted~a"));
    }

    @Test
    public void aConfigMapVolumeIsFollowedWhenItsLinkIsSwapped() throws IOException {
        version("..1", "connectors: {scripted: {a: {url: http://one}, b: {url: http://b}}}\n");
        Files.createSymbolicLink(home.config().resolve("all.yaml"), Path.of("..data", "all.yaml"));
        home.await("scripted~a", READY);
        home.await("scripted~b", READY);

        version("..2", "connectors: {scripted: {a: {url: http://two}}}\n");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://two", home.servedUrl("scripted~a")));
        home.awaitGone("scripted~b");
        assertTrue(home.find("scripted~a").isPresent());
    }

    private void version(String name, String text) throws IOException {
        Path folder = Files.createDirectories(home.config().resolve(name));
        Files.writeString(folder.resolve("all.yaml"), text);
        Path next = Files.createSymbolicLink(home.config().resolve("..data_tmp"), Path.of(name));
        Files.move(next, home.config().resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void dotEnv(String text) throws IOException {
        Path next = home.aside("next.env");
        Files.writeString(next, text + "\n");
        Files.move(next, home.path().resolve(".env"), StandardCopyOption.ATOMIC_MOVE);
    }

    private Map<String, String> origins(String id) {
        return home.registry().settings(InstanceId.parse(id)).stream()
                .collect(Collectors.toMap(Setting::key, Setting::origin));
    }

    @Test
    public void tenThousandInstancesComeFromOneFile() throws IOException {
        StringBuilder text = new StringBuilder("templates: {t: {timeout: 5s}}\nconnectors:\n  scripted:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("    i")
                    .append(i)
                    .append(": {extends: t, url: 'http://")
                    .append(i)
                    .append("'}\n");
        }
        Path next = Files.writeString(home.aside("many.next"), text);
        Files.move(next, home.config().resolve("many.yaml"), StandardCopyOption.ATOMIC_MOVE);
        RunningHome.eventually()
                .until(() -> home.registry().instances(InstanceFilter.all()).size() == 10_000);
        home.await("scripted~i9999", READY);
        assertEquals("http://9999", home.servedUrl("scripted~i9999"));
    }
}
