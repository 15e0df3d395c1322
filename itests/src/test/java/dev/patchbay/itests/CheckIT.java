package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.launcher.DryRuntime;
import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** What {@code check} says of a home beforehand is what the runtime says after a start. */
public final class CheckIT {
    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Before
    public void stop() {
        home.stop();
    }

    @Test
    public void saysOfASoundHomeThatAllIsWell() {
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");

        Outcome outcome = check();

        assertEquals(outcome.out(), 0, outcome.exitCode());
        assertEquals(List.of(home.path() + ": 1 file in deploy/, 1 instance; all is well"), outcome.lines());
        home.start();
        home.await("scripted~eu", InstanceState.READY);
    }

    @Test
    public void saysOfAFileWhoseNameLacksTheFirstWordWhatItIs() {
        home.cfg("scripted~eu.cfg", "url = http://eu");

        Outcome outcome = check();

        assertEquals(outcome.out(), 0, outcome.exitCode());
        assertTrue(outcome.out(), outcome.out().contains("rename it to connector.scripted~eu.cfg"));
        home.start();
        assertTrue(home.registry()
                .why("scripted~eu.cfg")
                .sentences()
                .toString()
                .contains("which is connector.TYPE~NAME@TENANT.cfg"));
    }

    @Test
    public void saysOfManyFaultsWhatTheRuntimeSays() throws IOException {
        layOutFaults();

        Outcome dry = check();
        assertEquals(1, dry.exitCode());

        home.start();
        RunningHome.eventually()
                .untilAsserted(
                        () -> assertEquals(problems(dry), problems(DryVerbs.run(verbs(), home.path(), "check"))));
        for (String line : problems(dry)) {
            String file =
                    line.substring(0, line.indexOf(".cfg") < 0 ? line.indexOf(".jar") + 4 : line.indexOf(".cfg") + 4);
            assertTrue(file, home.registry().why(file).isKnown());
        }
    }

    @Test
    public void changesNothingAndMindsNoRuntime() throws IOException {
        layOutFaults();
        home.start();
        Map<String, Long> before = times();

        check();

        assertEquals(before, times());
    }

    @Test
    public void startsNothing() throws IOException {
        layOutFaults();
        try (DryRuntime dry = DryRuntime.start(home.path())) {
            DryVerbs.run(dry.verbs(), home.path(), "check");

            List<Bundle> deployed = Stream.of(dry.bundleContext().getBundles())
                    .filter(each -> each.getLocation().contains("/deploy/")
                            || each.getLocation().contains("/bundles/"))
                    .toList();
            assertFalse(deployed.isEmpty());
            assertTrue(
                    "nobody acts on files",
                    Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(each -> each.getName().equals("patchbay-folders")));
            deployed.forEach(each -> assertTrue(
                    each.toString(), each.getState() == Bundle.RESOLVED || each.getState() == Bundle.INSTALLED));
        }
    }

    @Test
    public void leavesNoTemporaryFiles() {
        Path scratch;
        try (DryRuntime dry = DryRuntime.start(home.path())) {
            scratch = Path.of(dry.bundleContext().getProperty("org.osgi.framework.storage"))
                    .getParent();
            assertTrue(Files.exists(scratch));
        }
        assertFalse(Files.exists(scratch));
    }

    @Test
    public void namesTwoFilesOfOneInstance() {
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");
        home.cfg("connector.scripted~eu@default.cfg", "url = http://eu");

        assertEquals(
                "connector.scripted~eu@default.cfg: 'connector.scripted~eu@default.cfg' and 'connector.scripted~eu.cfg' both"
                        + " define 'scripted~eu', and 'connector.scripted~eu.cfg' was first; delete one of them",
                check().lines().get(0));
    }

    @Test
    public void tellsWhatIsWrongInYamlFilesByLineAndColumn() {
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");
        home.cfg(
                "all.yaml",
                "connectors:",
                "  scripted:",
                "    good: {url: http://good}",
                "    eu: {url: http://other}",
                "    wrong: {url: '${NO_SUCH_VARIABLE}', page.size: 0}");
        home.cfg("broken.yaml", "connectors: {");

        List<String> lines = check().lines();

        assertEquals(
                List.of(
                        "all.yaml line 5 column 13",
                        "all.yaml line 5 column 41",
                        "broken.yaml line 2 column 1",
                        "connector.scripted~eu.cfg"),
                lines.subList(0, lines.size() - 1).stream()
                        .map(each -> each.split(":", 2)[0])
                        .toList());
    }

    @Test
    public void asksConnectorsThatDoNotRunWhatGoesTogether() {
        home.deploy(Bundles.named("jdbc"));
        home.cfg("connector.jdbc~a.cfg", "url = jdbc:h2:mem:a", "push.key = orders:id");
        home.cfg("connector.jdbc~b.cfg", "url = jdbc:h2:mem:b", "push.key = orders:id", "push.mode = upsert");
        home.cfg("connector.jdbc~c.cfg", "url = h2:mem:c");

        Outcome dry = check();

        assertEquals(
                List.of(
                        "connector.jdbc~a.cfg line 2: 'push.key' tells by what rows are found, which only"
                                + " push.mode=upsert does; set that, or remove 'push.key'",
                        "connector.jdbc~c.cfg line 1: 'url' is 'h2:mem:c'; write jdbc: and the name of a kind of"
                                + " database, as in jdbc:postgresql://db.example.com/orders"),
                problems(dry));
        home.start();
        home.await("jdbc~a", InstanceState.INVALID);
        home.await("jdbc~b", InstanceState.READY);
        assertEquals(problems(dry), problems(DryVerbs.run(verbs(), home.path(), "check")));
    }

    @Test
    public void warnsOfAJarThatANewerOneReplaces() {
        home.deploy(TestBundles.scripted("1.1.0"), "newer.jar");
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");
        String older = TestBundles.scripted("1.0.0").getFileName().toString();

        Outcome outcome = check();

        assertEquals(outcome.out(), 0, outcome.exitCode());
        assertEquals(outcome.out(), 2, outcome.lines().size());
        assertTrue(outcome.out(), outcome.lines().get(0).startsWith("warning: " + older + ": is not used: "));
        assertTrue(outcome.out(), outcome.lines().get(0).contains("; delete it, unless you want to go back to it"));
        assertTrue(
                outcome.out(),
                outcome.lines().get(1).endsWith("2 files in deploy/, 1 instance; all is well, 1 warning"));
        home.start();
        home.await("scripted~eu", InstanceState.READY);
        assertEquals("1.1.0", home.servingVersion("scripted~eu"));
    }

    @Test
    public void saysOfAJarThatWasSpoiltWhatGoesOn() throws IOException {
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");
        home.start();
        home.await("scripted~eu", InstanceState.READY);
        home.stop();
        String file = TestBundles.scripted("1.0.0").getFileName().toString();
        Files.writeString(home.deployed(file), "not at all");

        Outcome dry = check();

        assertEquals(dry.out(), 1, dry.exitCode());
        assertEquals(dry.out(), 2, dry.lines().size());
        assertTrue(dry.out(), dry.lines().get(0).startsWith(file + ": it is no JAR"));
        assertTrue(dry.out(), dry.lines().get(0).endsWith("; what it held before (connector scripted 1.0.0) goes on"));
        home.start();
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(
                        dry.out(), DryVerbs.run(verbs(), home.path(), "check").out()));
        assertEquals("1.0.0", home.servingVersion("scripted~eu"));
    }

    private void layOutFaults() throws IOException {
        home.deploy(TestBundles.scripted("1.0.0"), "same.jar");
        home.deploy(
                TestBundles.scriptedImporting("future", "1.0.0", "dev.patchbay.spi;version='[9.0,10)'"), "future.jar");
        home.deploy(TestBundles.scriptedImporting("alone", "1.0.0", "org.example.missing"), "lonely.jar");
        home.deploy(TestBundles.contract("2.0.0"), "contract.jar");
        Path torn = home.aside("torn.jar");
        TestBundles.without(
                TestBundles.scripted("torn", "1.0.0"), "dev/patchbay/itests/connector/Script.class", torn.toFile());
        home.deploy(torn);
        home.cfg("connector.torn.cfg", "url = http://torn");
        byte[] whole = Files.readAllBytes(TestBundles.scripted("1.0.0"));
        Files.write(home.deployed("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(home.deployed("text.jar"), "not at all");
        Files.copy(TestBundles.scripted("astray", "1.0.0"), home.config().resolve("astray.jar"));
        Files.writeString(home.deployed("connector.scripted~lost.cfg"), "url = http://lost\n");
        home.cfg("connector.scripted~good.cfg", "url = http://good");
        home.cfg("connector.scripted~typo.cfg", "url = http://typo", "page.sise = 3", "no separator");
        home.cfg("connector.scripted~missing.cfg", "# nothing");
        home.cfg("connector.scripted~range.cfg", "url = http://range", "page.size = 0");
        home.cfg("connector.scripted~secret.cfg", "url = http://secret", "token = $[secret:nowhere]");
        home.cfg("connector.scripted~vault.cfg", "url = http://vault", "token = $[vault:x]");
        home.cfg("connector.scripted~pinned.cfg", "url = http://pinned", "version = [7,8)");
        home.cfg("connector.scripted~off.cfg", "url = http://off", "enabled = false");
        home.cfg("connector.scripted-older.cfg", "url = http://older");
        home.cfg("connector.absent.cfg", "url = http://absent");
        home.cfg("connector.future.cfg", "url = http://future");
        home.cfg("connector.alone~eu.cfg", "url = http://lonely");
        home.cfg("connector.Scripted.cfg", "url = http://upper");
        home.cfg("connector.scripted~empty.cfg");
    }

    private Outcome check() {
        return DryVerbs.run(home.path(), home.path(), "check");
    }

    private Verbs verbs() {
        BundleContext context = home.context();
        return context.getService(context.getServiceReference(Verbs.class));
    }

    /** Without the last line, which counts them. */
    private static List<String> problems(Outcome outcome) {
        return outcome.lines().stream()
                .limit(outcome.lines().size() - 1L)
                .filter(line -> !line.startsWith("warning: "))
                .toList();
    }

    /** When each file of the home was written last, but for what a runtime that works writes all the time. */
    private Map<String, Long> times() throws IOException {
        Map<String, Long> times = new TreeMap<>();
        Files.walkFileTree(home.path(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!file.startsWith(home.path().resolve("data"))
                        && !file.startsWith(home.path().resolve("log"))) {
                    times.put(file.toString(), attributes.lastModifiedTime().toMillis());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return times;
    }
}
