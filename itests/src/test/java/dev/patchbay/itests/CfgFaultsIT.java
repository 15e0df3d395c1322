package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.INVALID;
import static dev.patchbay.model.InstanceState.READY;
import static dev.patchbay.model.InstanceState.WAITING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** What is wrong with a .cfg is told where people look, stops nothing, and heals with the file. */
public final class CfgFaultsIT {
    private static final RunningHome HOME = RunningHome.withScripted();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void tellsOfAnUnknownTypeAndServesWhenItIsInstalled() {
        HOME.cfg("connector.later.cfg", "url=http://later");
        HOME.awaitTold("later", WAITING, "no connector of type 'later' is installed", "deploy/");
        assertCallFails("later", ErrorCode.CONNECTOR_NOT_FOUND, "no connector of type 'later' is installed");

        HOME.deploy(TestBundles.scripted("later", "1.0.0"));
        HOME.await("later", READY);
        assertEquals("http://later", HOME.servedUrl("later"));
    }

    @Test
    public void tellsTheLineOfAnUnknownKeyAndWhatWasMeant() {
        HOME.cfg("connector.scripted~unknown.cfg", "# a comment", "url=http://unknown", "pagesize=5");
        HOME.awaitTold(
                "scripted~unknown",
                INVALID,
                "connector.scripted~unknown.cfg line 3: 'pagesize' is not a setting of scripted",
                "did you mean 'page.size'?");
        assertCallFails("scripted~unknown", ErrorCode.INVALID_CONFIG, "did you mean 'page.size'?");

        HOME.cfg("connector.scripted~unknown.cfg", "url=http://unknown", "page.size=5");
        HOME.await("scripted~unknown", READY);
        assertEquals(5, RunningHome.pull(HOME.handle("scripted~unknown")));
    }

    @Test
    public void tellsWhatIsMissing() {
        HOME.cfg("connector.scripted~missing.cfg", "page.size=5");
        HOME.awaitTold(
                "scripted~missing", INVALID, "'url' is required and missing; set it in connector.scripted~missing.cfg");

        HOME.cfg("connector.scripted~missing.cfg", "page.size=5", "url=http://there");
        HOME.await("scripted~missing", READY);
        assertEquals("http://there", HOME.servedUrl("scripted~missing"));
    }

    @Test
    public void asksWhetherAMisspeltKeyIsTheMissingOne() {
        HOME.cfg("connector.scripted~misspelt.cfg", "urll=http://misspelt");
        HOME.awaitTold(
                "scripted~misspelt", INVALID, "'url' is required and missing", "line 1 names 'urll'", "did you mean");
    }

    @Test
    public void tellsWhatIsMistypedAndOutOfRangeAllAtOnce() {
        HOME.cfg(
                "connector.scripted~values.cfg",
                "url=http://values",
                "page.size=many",
                "timeout=-1s",
                "retry.jitter=2",
                "pull=oki");
        HOME.awaitTold("scripted~values", INVALID, "line 2: 'page.size' is 'many'; write a whole number");
        assertTrue(HOME.status("scripted~values").reason().endsWith("(and 3 more problems)"));
        List<String> why = HOME.registry().why("scripted~values").sentences();
        assertTold(why, "line 2: 'page.size' is 'many'; write a whole number");
        assertTold(why, "line 3: 'timeout' is '-1s'");
        assertTold(why, "line 4: 'retry.jitter' is '2'; write 0 to 1");
        assertTold(why, "line 5: 'pull' is 'oki'; write one of ok, throw", "did you mean 'ok'?");

        HOME.cfg("connector.scripted~values.cfg", "url=http://values", "page.size=1001");
        HOME.awaitTold("scripted~values", INVALID, "'page.size' is '1001'; write 1 to 1000");

        HOME.cfg("connector.scripted~values.cfg", "url=http://values", "page.size=1000");
        HOME.await("scripted~values", READY);
    }

    @Test
    public void tellsOfBrokenEscapesInsteadOfDroppingBackslashes() {
        HOME.cfg("connector.scripted~escapes.cfg", "url=http://escapes", "trace=C:\\data\\\\in", "gate=\\u12");
        HOME.awaitTold("scripted~escapes", INVALID, "line 2", "broken escape", "write '\\\\' for a backslash");
        assertTold(HOME.registry().why("scripted~escapes").sentences(), "line 3", "'\\u' needs four hex digits");

        HOME.cfg("connector.scripted~escapes.cfg", "url=C:\\\\data", "gate=\\u00e9");
        HOME.await("scripted~escapes", READY);
        assertEquals("C:\\data", HOME.servedUrl("scripted~escapes"));
    }

    @Test
    public void takesJunkForNoConfiguration() throws IOException {
        Path file = HOME.config().resolve("connector.scripted~junk.cfg");
        Files.write(file, new byte[] {(byte) 0xff, 0, 17, (byte) 0xc3, 40, 10, 99});
        HOME.awaitTold("scripted~junk", INVALID, "connector.scripted~junk.cfg line 1", "is not UTF-8");

        HOME.cfg("connector.scripted~junk.cfg", "a shopping list", "bread, butter");
        HOME.awaitTold("scripted~junk", INVALID, "line 1: has no '=' after a key");

        HOME.cfg("connector.scripted~junk.cfg", "url=http://junk/${unclosed");
        HOME.await("scripted~junk", READY);
        assertEquals("http://junk/${unclosed", HOME.servedUrl("scripted~junk"));
    }

    @Test
    public void waitsForTheRestOfAHalfWrittenFile() throws IOException {
        Path file = HOME.config().resolve("connector.scripted~half.cfg");
        Files.writeString(file, "page.size=5\nur");
        HOME.awaitTold("scripted~half", INVALID, "line 2: has no '=' after a key");

        Files.writeString(file, "l=http://whole\n", StandardOpenOption.APPEND);
        HOME.await("scripted~half", READY);
        assertEquals("http://whole", HOME.servedUrl("scripted~half"));
        assertEquals(5, RunningHome.pull(HOME.handle("scripted~half")));
    }

    @Test
    public void servesTheLastGoodSettingsWhenAFileIsEmptied() throws IOException {
        Path file = HOME.cfg("connector.scripted~emptied.cfg", "url=http://full");
        HOME.await("scripted~emptied", READY);
        assertEquals("http://full", HOME.servedUrl("scripted~emptied"));

        Files.write(file, new byte[0]);
        HOME.awaitTold("scripted~emptied", ACTIVE, "connector.scripted~emptied.cfg: is empty");
        assertServesLastGood("scripted~emptied");
        assertEquals("http://full", HOME.servedUrl("scripted~emptied"));

        HOME.cfg("connector.scripted~emptied.cfg", "url=http://refilled");
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals("http://refilled", HOME.servedUrl("scripted~emptied")));
        assertEquals(List.of(), HOME.status("scripted~emptied").problems());
    }

    @Test
    public void servesTheLastGoodSettingsOfAReadyInstanceToo() {
        HOME.cfg("connector.scripted~good.cfg", "url=http://good");
        HOME.await("scripted~good", READY);
        HOME.cfg("connector.scripted~good.cfg", "url=http://bad", "page.size=0");
        HOME.awaitTold("scripted~good", READY, "line 2: 'page.size' is '0'; write 1 to 1000");
        assertServesLastGood("scripted~good");
        assertEquals("http://good", HOME.servedUrl("scripted~good"));
    }

    @Test
    public void readsAndFollowsAReadOnlyFile() {
        Path file = HOME.cfg("connector.scripted~readonly.cfg", "url=http://first");
        assertTrue(file.toFile().setReadOnly());
        HOME.await("scripted~readonly", READY);
        assertEquals("http://first", HOME.servedUrl("scripted~readonly"));

        HOME.replaceCfg("connector.scripted~readonly.cfg", "url=http://second");
        assertTrue(file.toFile().setReadOnly());
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals("http://second", HOME.servedUrl("scripted~readonly")));

        HOME.delete(file);
        HOME.awaitGone("scripted~readonly");
    }

    @Test
    public void tellsTheRightNameOfAFileThatNamesNoInstance() {
        Path file = HOME.cfg("connector.Scripted_North.cfg", "url=http://wrong");
        HOME.awaitFileTold(
                "connector.Scripted_North.cfg", "names no instance", "rename it to", "connector.scripted-north.cfg");

        HOME.delete(file);
        RunningHome.eventually().until(() -> HOME.registry().problems().isEmpty());
    }

    @Test
    public void refusesTheOlderSpellingWithTheRightName() {
        Path file = HOME.cfg("connector.scripted-eu.cfg", "url=http://older");
        HOME.awaitTold("scripted-eu", INVALID, "older spelling", "rename it to connector.scripted~eu.cfg");
        assertCallFails("scripted-eu", ErrorCode.INVALID_CONFIG, "rename it to connector.scripted~eu.cfg");

        assertTrue(file.toFile()
                .renameTo(HOME.config().resolve("connector.scripted~eu.cfg").toFile()));
        HOME.await("scripted~eu", READY);
        HOME.awaitGone("scripted-eu");
        assertEquals("http://older", HOME.servedUrl("scripted~eu"));
    }

    @Test
    public void servesTheFirstOfTwoSpellingsAndTheOtherWhenThatGoes() {
        Path first = HOME.cfg("connector.scripted~two.cfg", "url=http://first");
        HOME.await("scripted~two", READY);
        HOME.cfg("connector.scripted~two@default.cfg", "url=http://second");
        HOME.awaitFileTold(
                "connector.scripted~two@default.cfg",
                "both define 'scripted~two'",
                "'connector.scripted~two.cfg' was first",
                "delete one of them");
        assertEquals("http://first", HOME.servedUrl("scripted~two"));

        HOME.delete(first);
        RunningHome.eventually().untilAsserted(() -> assertEquals("http://second", HOME.servedUrl("scripted~two")));
        assertEquals(
                "connector.scripted~two@default.cfg",
                HOME.status("scripted~two").source());
    }

    @Test
    public void keepsUtf8AndDashesInValues() throws IOException {
        String url = "http://höst-mit–strich/数据?a-b=c~d#é";
        Path file = HOME.config().resolve("connector.scripted~utf-8.cfg");
        Files.writeString(file, "url=" + url + "\ndescription=— ünïcode —\n", StandardCharsets.UTF_8);
        HOME.await("scripted~utf-8", READY);
        assertEquals(url, HOME.servedUrl("scripted~utf-8"));
        assertEquals("— ünïcode —", HOME.status("scripted~utf-8").description());
        assertEquals(
                "the user's file is not touched",
                "url=" + url + "\ndescription=— ünïcode —\n",
                Files.readString(file, StandardCharsets.UTF_8));
    }

    private static void assertServesLastGood(String id) {
        String reason = HOME.status(id).reason();
        assertTrue(reason, reason.startsWith("serves the last good settings: "));
    }

    private static void assertCallFails(String id, ErrorCode code, String words) {
        ConnectorException failure = assertThrows(ConnectorException.class, () -> RunningHome.pull(HOME.handle(id)));
        assertEquals(code, failure.code());
        assertTrue(failure.getMessage(), failure.getMessage().contains(words));
    }

    private static void assertTold(List<String> sentences, String... words) {
        assertTrue(
                sentences.toString(),
                sentences.stream().anyMatch(each -> List.of(words).stream().allMatch(each::contains)));
    }
}
