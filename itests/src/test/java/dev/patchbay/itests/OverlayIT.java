package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Setting;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;

/** What stands in .env and in the container's secret files lies over every other source, while the runtime runs. */
public final class OverlayIT {
    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Test
    public void anInstanceNeedsNoFileOfItsOwn() throws IOException {
        dotEnv("TENANTS__ACME__CONNECTORS__SCRIPTED__EU__URL=http://eu");

        home.await("scripted~eu@acme", InstanceState.READY);
        assertEquals("http://eu", url("scripted~eu@acme"));
        assertEquals(".env", home.status("scripted~eu@acme").source());

        dotEnv("# nothing");
        home.awaitGone("scripted~eu@acme");
    }

    @Test
    public void aSingleKeyBeatsTheFileThatOwnsTheInstanceUntilItIsTakenBack() throws IOException {
        home.cfg("connector.scripted~eu.cfg", "url = http://file", "page.size = 5");
        home.await("scripted~eu", InstanceState.READY);

        dotEnv("CONNECTORS__SCRIPTED__EU__URL='http://env'");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://env", url("scripted~eu")));
        assertEquals(
                ".env CONNECTORS__SCRIPTED__EU__URL", origins("scripted~eu").get("url"));
        assertEquals("connector.scripted~eu.cfg line 2", origins("scripted~eu").get("page.size"));

        Files.delete(home.path().resolve(".env"));
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://file", url("scripted~eu")));
    }

    @Test
    public void theInstanceOfAFileThatGoesGoesOnWithWhatIsLeft() throws IOException {
        dotEnv("CONNECTORS__SCRIPTED__EU__URL=http://env");
        Path file = home.cfg("connector.scripted~eu.cfg", "url = http://file", "page.size = 5");
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        "connector.scripted~eu.cfg", home.status("scripted~eu").source()));

        Files.delete(file);
        RunningHome.eventually()
                .untilAsserted(
                        () -> assertEquals(".env", home.status("scripted~eu").source()));
        assertEquals("http://env", url("scripted~eu"));
    }

    @Test
    public void aMountedVolumeIsFollowedWhenItsLinkIsSwapped() throws IOException {
        Path volume = Files.createDirectories(home.containerSecrets());
        version(volume, "..1", "http://one");
        swap(volume, "..1");
        Files.createSymbolicLink(
                volume.resolve("CONNECTORS__SCRIPTED__EU__URL"), Path.of("..data", "CONNECTORS__SCRIPTED__EU__URL"));
        home.await("scripted~eu", InstanceState.READY);
        assertEquals("http://one", url("scripted~eu"));

        version(volume, "..2", "http://two");
        swap(volume, "..2");
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://two", url("scripted~eu")));
        assertEquals(
                "secret file CONNECTORS__SCRIPTED__EU__URL",
                origins("scripted~eu").get("url"));
    }

    @Test
    public void aNameThatMeansNothingIsReportedAndHarmsNobody() throws IOException {
        dotEnv("CONNECTORS__SCRIPTED__URL=http://x\nCONNECTORS__SCRIPTED__EU__URL=http://eu");

        home.await("scripted~eu", InstanceState.READY);
        String problems = home.registry().problems().toString();
        assertTrue(problems, problems.contains("'CONNECTORS__SCRIPTED__URL' (.env) names no setting"));
    }

    @Test
    public void survivesARestart() throws IOException {
        dotEnv("CONNECTORS__SCRIPTED__EU__URL=http://eu");
        home.await("scripted~eu", InstanceState.READY);

        home.stop();
        home.start();

        home.await("scripted~eu", InstanceState.READY);
        assertEquals("http://eu", url("scripted~eu"));
    }

    private void dotEnv(String text) throws IOException {
        Path next = home.aside("next.env");
        Files.writeString(next, text + "\n");
        Files.move(next, home.path().resolve(".env"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void version(Path volume, String name, String url) throws IOException {
        Path folder = Files.createDirectories(volume.resolve(name));
        Files.writeString(folder.resolve("CONNECTORS__SCRIPTED__EU__URL"), url);
    }

    /** As Kubernetes does it: all files of a volume change in one rename. */
    private static void swap(Path volume, String name) throws IOException {
        Path fresh = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(name));
        Files.move(
                fresh, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String url(String id) {
        return (String) home.registry().get(id).invoke("version", Map.of()).get("url");
    }

    private Map<String, String> origins(String id) {
        return home.registry().settings(InstanceId.parse(id)).stream()
                .collect(Collectors.toMap(Setting::key, Setting::origin));
    }
}
