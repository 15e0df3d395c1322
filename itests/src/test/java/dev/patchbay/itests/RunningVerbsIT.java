package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.model.InstanceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** In a runtime that works, {@code inspect} and {@code check} look at what runs, and nothing of that notices. */
public final class RunningVerbsIT {
    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Before
    public void serve() {
        home.cfg("connector.scripted~eu.cfg", "url = http://eu");
        home.await("scripted~eu", InstanceState.READY);
    }

    @Test
    public void inspectDisturbsNothingThatRuns() {
        List<String> before = bundles();

        Outcome outcome =
                run("inspect", TestBundles.scripted("2.0.0").toAbsolutePath().toString());

        assertEquals(outcome.out(), 0, outcome.exitCode());
        assertTrue(outcome.out(), outcome.out().contains("connector scripted 2.0.0\n"));
        assertEquals(before, bundles());
        assertEquals("1.0.0", home.servingVersion("scripted~eu"));
        assertEquals("1.0.0", home.registry().version("scripted").toString());
    }

    @Test
    public void inspectCountsWhatRuns() throws IOException {
        Path needy = TestBundles.scriptedImporting("needy", "1.0.0", "org.example.offered");
        Outcome alone = run("inspect", needy.toAbsolutePath().toString());
        assertEquals(alone.out(), 1, alone.exitCode());
        assertTrue(
                alone.out(), alone.out().contains("it needs package org.example.offered, and nothing here exports it"));

        home.deploy(TestBundles.empty("offering", "1.0.0", Map.of("Export-Package", "org.example.offered")));

        RunningHome.eventually().untilAsserted(() -> {
            Outcome served = run("inspect", needy.toAbsolutePath().toString());
            assertEquals(served.out(), 0, served.exitCode());
        });
    }

    @Test
    public void inspectOfABrokenFileLeavesTheRuntimeAsItIs() throws IOException {
        Path text = home.aside("text.jar");
        Files.writeString(text, "not at all");

        Outcome outcome = run("inspect", text.toString());

        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.out(), outcome.out().contains("WHY IT CANNOT RUN\nit is no JAR"));
        assertEquals(List.of(), home.registry().problems());
    }

    @Test
    public void checkTellsWhatIsWrongInTheRuntime() {
        Outcome sound = run("check");
        assertEquals(sound.out(), 0, sound.exitCode());
        assertEquals(List.of(home.path() + ": 1 file in deploy/, 1 instance; all is well"), sound.lines());

        home.cfg("connector.scripted~eu.cfg", "url = http://eu", "page.sise = 3");
        home.cfg("connector.absent.cfg", "url = http://absent");

        RunningHome.eventually().untilAsserted(() -> {
            Outcome outcome = run("check");
            assertEquals(outcome.out(), 1, outcome.exitCode());
            assertTrue(outcome.out(), outcome.lines().get(0).startsWith("connector.absent.cfg: "));
            assertTrue(
                    outcome.out(),
                    outcome.lines()
                            .get(1)
                            .startsWith("connector.scripted~eu.cfg line 2: 'page.sise' is not a setting"));
            assertTrue(outcome.out(), outcome.out().endsWith("1 file in deploy/, 2 instances; 2 problems\n"));
        });
        assertEquals("http://eu", home.servedUrl("scripted~eu"));
    }

    private Outcome run(String... words) {
        BundleContext context = home.context();
        return DryVerbs.run(context.getService(context.getServiceReference(Verbs.class)), home.path(), words);
    }

    private List<String> bundles() {
        return Stream.of(home.context().getBundles())
                .map(each -> each.getBundleId() + " " + each.getLocation() + " " + each.getState())
                .toList();
    }
}
