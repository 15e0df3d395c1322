package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.service.command.Descriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The real interpreter of Gogo, both ways: our commands in it, and the verb exec that runs its lines. */
class GogoTest {
    private final CommandProcessorImpl gogo = new CommandProcessorImpl(null);
    private final MemoryRegistry registry = House.furnished();
    private final Shell shell = new Shell(registry, new GogoInterpreter(gogo));

    @BeforeEach
    void addsOurCommands() {
        GogoCommands commands = new GogoCommands(shell.verbs);
        for (String verb : shell.verbs.names()) {
            gogo.addCommand("connector", commands, verb);
        }
    }

    @AfterEach
    void stopsGogo() {
        gogo.stop();
    }

    /** As the commands of the framework answer. */
    public static final class FrameworkCommands {
        public String start(String id) {
            return "org.osgi.framework.BundleException: bundle " + id + " may not run\n";
        }

        public String headers() {
            return "Comment: says more than java.lang.Exception: nothing\n";
        }
    }

    @Test
    void failsWhereTheFrameworkReturnsAFailureAsAResult() {
        gogo.addCommand("felix", new FrameworkCommands(), "start");
        gogo.addCommand("felix", new FrameworkCommands(), "headers");
        Outcome refused = shell.run("exec", "felix:start x");
        assertEquals(1, refused.exitCode());
        assertEquals("bundle x may not run\n", refused.err());
        assertEquals("", refused.out());
        Outcome told = shell.run("exec", "felix:headers");
        assertEquals(0, told.exitCode());
        assertTrue(told.out().startsWith("Comment: says more"), told.out());
    }

    @Test
    void runsTheVerbsAsCommands() {
        Outcome outcome = shell.run("exec", "connector:list");
        assertEquals("", outcome.err());
        assertEquals(0, outcome.exitCode());
        assertEquals(shell.run("list").out(), outcome.out());
        assertEquals(
                shell.run("info", "mail", "--json").out(),
                shell.run("exec", "info mail --json").out());
    }

    @Test
    void leavesWordsAsTheyAreWritten() {
        MemoryHandle demo = registry.calls("jdbc~demo").numbers(0);
        shell.run("exec", "pull jdbc~demo 007 'where=a>10' v=1.10 'range=[1.2,2)' 'x=$[y]' 1.10=true");
        PullRequest request = demo.pulls.get(0);
        assertEquals("007", request.recordType());
        assertEquals(
                Map.of("where", "a>10", "v", "1.10", "range", "[1.2,2)", "x", "$[y]", "1.10", "true"),
                request.parameters());
        assertEquals(
                shell.run("why", "1.10").err(), shell.run("exec", "why 1.10").err());
        assertEquals(
                shell.run("why", "null").err(), shell.run("exec", "why null").err());
    }

    @Test
    void failsAsTheVerbFails() {
        Outcome outcome = shell.run("exec", "connector:info nothing");
        assertEquals(1, outcome.exitCode());
        assertEquals(shell.run("info", "nothing").err(), outcome.err());
        assertEquals("", shell.run("exec", "info nothing && types").out());
        assertFalse(shell.run("exec", "info nothing || types").out().isEmpty());
    }

    @Test
    void fitsTheTerminalOnWhichItIsRun() {
        shell.on(60);
        assertEquals(shell.run("list").out(), shell.run("exec", "list").out());
    }

    @Test
    void readsWhatIsPipedIntoACommand() {
        MemoryHandle demo = registry.calls("jdbc~demo");
        registry.calls("mail").numbers(3);
        Outcome outcome = shell.run("exec", "pull mail things | push jdbc~demo things -");
        assertEquals("3 accepted, 0 rejected\n", outcome.out());
        assertEquals(3, demo.pushes.get(0).size());
    }

    @Test
    void printsTheResultOfALine() {
        assertEquals("hello\n", shell.run("exec", "x = hello").out());
        assertEquals(
                "hello\n",
                shell.run("exec", "--json", "x = hello").json().get("output").asString());
    }

    @Test
    void makesASentenceOfWhatGogoThrows() {
        Outcome unknown = shell.run("exec", "frobnicate", "now");
        assertEquals(1, unknown.exitCode());
        assertEquals("'frobnicate now' failed: Command not found: frobnicate\n", unknown.err());
        Outcome syntax = shell.run("exec", "info [1.2,2)");
        assertEquals(1, syntax.exitCode());
        assertEquals(1, syntax.err().lines().count(), syntax.err());
        assertEquals(
                "",
                shell.run("exec", "--json", "frobnicate").json().get("output").asString());
    }

    @RepeatedTest(20)
    void endsSoonAfterItsThreadIsInterrupted() throws InterruptedException {
        CountDownLatch pulling = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        registry.calls("jdbc~demo").pulling = request -> {
            pulling.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return Page.last(List.of());
        };
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Thread thread = new Thread(() -> outcome.set(shell.run("exec", "pull jdbc~demo t")));
        thread.start();
        assertTrue(pulling.await(10, TimeUnit.SECONDS));
        thread.interrupt();
        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        thread.join(TimeUnit.SECONDS.toMillis(10));
        // Both the line and the command in it were interrupted, and one of them says so.
        assertEquals("interrupted\n", outcome.get().err());
        assertEquals(1, outcome.get().exitCode());
    }

    @Test
    void saysThatGogoIsNotThere() {
        Outcome outcome = new Shell(registry).run("exec", "lb");
        assertEquals(1, outcome.exitCode());
        assertEquals("no interpreter\n", outcome.err());
    }

    /** Gogo finds commands by their names in the service properties, and explains them by their descriptors. */
    @Test
    void describesEveryCommand() throws NoSuchMethodException {
        for (String verb : shell.verbs.names()) {
            if (verb.equals("exec") || verb.equals("help")) {
                continue;
            }
            var method = GogoCommands.class.getMethod(verb, String[].class);
            Descriptor descriptor = method.getAnnotation(Descriptor.class);
            assertNotNull(descriptor, verb);
            assertTrue(shell.run("help").out().contains(descriptor.value()), verb);
        }
    }
}
