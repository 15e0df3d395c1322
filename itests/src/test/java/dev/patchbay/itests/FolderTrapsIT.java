package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.InstanceFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** What befell files where FileInstall took them in, and does not here. */
public final class FolderTrapsIT {

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    /** It made a singleton of {@code pid~name.cfg}, and split {@code pid-name.cfg} at the first dash. */
    @Test
    public void reachesTheFactoryOfATypeWhateverDashesANameHas() {
        home.cfg("connector.scripted~a-b-c@d-e.cfg", "url=http://dashes");
        RunningHome.eventually().until(() -> home.find("scripted~a-b-c@d-e").isPresent());
        assertEquals("http://dashes", home.servedUrl("scripted~a-b-c@d-e"));
        assertEquals(
                "connector.scripted",
                stored().get("connector.scripted~a-b-c@d-e").get("service.factoryPid"));
    }

    /** It wrote what ConfigAdmin has back into the user's files. */
    @Test
    public void leavesFilesAsTheyWereWrittenWhateverBecomesOfTheirConfigurations() throws IOException {
        Path foreign = home.cfg("some.component.cfg", "# mine", "key = value");
        Path ours = home.cfg("connector.scripted.cfg", "# mine as well", "url = http://mine");
        RunningHome.eventually()
                .until(() -> stored().containsKey("some.component")
                        && home.find("scripted").isPresent());
        InnerConfigAdmin configurations = new InnerConfigAdmin(home.context());
        configurations.updateAndDeliver("some.component", "key", "changed");
        configurations.updateAndDeliver("connector.scripted~default", "url", "http://changed");
        for (int i = 0; i < 3; i++) {
            home.stop();
            home.start();
            assertEquals("# mine\nkey = value\n", Files.readString(foreign));
            assertEquals("# mine as well\nurl = http://mine\n", Files.readString(ours));
        }
        assertEquals("http://mine", home.servedUrl("scripted"));
    }

    /** Of 500 files that its watcher saw at once, none became a configuration. */
    @Test
    public void losesNoneOfFiveHundredFilesThatComeAtOnce() {
        IntStream.range(0, 500).forEach(i -> home.cfg("component" + i + ".cfg", "number=" + i));
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        500,
                        stored().keySet().stream()
                                .filter(each -> each.startsWith("component"))
                                .count()));
    }

    /** With its initial delay, what lies in the home was seen seconds after the start. */
    @Test
    public void hasTakenInEveryFileWhenStartReturns() {
        home.stop();
        IntStream.range(0, 100).forEach(i -> home.cfg("connector.scripted~at" + i + ".cfg", "url=http://" + i));
        home.cfg("some.component.cfg", "key=value");
        home.deploy(TestBundles.scripted("other", "1.0.0"));
        home.start();
        assertEquals(100, home.registry().instances(InstanceFilter.all()).size());
        assertEquals(List.of("other", "scripted"), home.registry().types());
        assertEquals("value", stored().get("some.component").get("key"));
        IntStream.range(0, 100).forEach(i -> assertEquals("http://" + i, home.servedUrl("scripted~at" + i)));
    }

    /** It read ISO-8859-1. */
    @Test
    public void readsTheFilesOfOthersAsUtf8Too() {
        home.cfg("some.component.cfg", "key=ünïcode — 数据");
        RunningHome.eventually().until(() -> stored().containsKey("some.component"));
        assertEquals("ünïcode — 数据", stored().get("some.component").get("key"));
    }

    /** It installed {@code .x.jar.tmp}. */
    @Test
    public void installsNothingThatIsHiddenOrJustBeingCopied() {
        Path jar = TestBundles.scripted("unfinished", "1.0.0");
        for (String name : new String[] {
            ".unfinished.jar", ".unfinished.jar.tmp", "unfinished.jar.tmp", "unfinished.jar.part", "unfinished.jar~"
        }) {
            home.deploy(jar, name);
        }
        home.deploy(TestBundles.scripted("finished", "1.0.0"));
        home.awaitType("finished");
        assertEquals(List.of("finished", "scripted"), home.registry().types());
        assertTrue(Stream.of(home.context().getBundles())
                .noneMatch(each -> String.valueOf(each.getSymbolicName()).endsWith("unfinished")));
    }

    /** It put the value of {@code ${env:X}} into ConfigAdmin. */
    @Test
    public void takesWhatLooksLikeAVariableAsItStands() {
        home.cfg("connector.scripted~variable.cfg", "url=http://${env:PATH}/$[x");
        RunningHome.eventually().until(() -> home.find("scripted~variable").isPresent());
        String url = String.valueOf(stored().get("connector.scripted~variable").get("url"));
        assertTrue(url, url.contains("${env:PATH}") || url.startsWith("$[file:"));
    }

    private Map<String, Map<String, Object>> stored() {
        return new InnerConfigAdmin(home.context()).stored();
    }
}
