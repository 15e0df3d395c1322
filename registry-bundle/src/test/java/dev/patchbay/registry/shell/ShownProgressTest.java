package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a person sees of a pull or a push whose every call takes a second. */
class ShownProgressTest {
    private static final int WIDTH = 60;

    private Instant now = MemoryRegistry.START;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final MemoryHandle demo = new MemoryHandle(InstanceId.parse("jdbc~demo"));

    @Test
    void aPullIntoAFileCountsUpAndEndsWithTheSum() {
        pull(console().errTerminal(WIDTH).build(), 300);
        assertEquals(
                List.of(
                        "",
                        "100 records in 1.0 s (100/s)",
                        "200 records in 2.0 s (100/s)",
                        "300 records in 3.0 s (100/s)",
                        blank("300 records in 3.0 s (100/s)"),
                        "300 records in 3.0 s (100/s)\n"),
                lines());
        assertEquals(300, out.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void aPullToATerminalLeavesNoLineAmongTheRecords() {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        PrintStream screen = Shell.printing(both);
        pull(Console.builder(screen, screen).terminal(WIDTH).errTerminal(WIDTH).build(), 200);
        String shown = both.toString(StandardCharsets.UTF_8);
        List<String> lines =
                Stream.of(shown.split("\n")).map(ShownProgressTest::remaining).toList();
        assertEquals(201, lines.size());
        assertEquals(200, lines.stream().filter(each -> each.startsWith("{")).count(), shown);
        assertEquals("200 records in 2.0 s (100/s)", lines.get(200));
    }

    @Test
    void aPullThatFailsLeavesACleanLineForWhatIsWrong() {
        Console console = console().errTerminal(WIDTH).build();
        demo.numbers(300);
        var healthy = demo.pulling;
        demo.pulling = request -> {
            now = now.plusSeconds(1);
            if (request.cursor().isPresent()) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the database is gone");
            }
            return healthy.apply(request);
        };
        assertThrows(ConnectorException.class, () -> newPull(console).run());
        assertEquals(
                List.of(
                        "",
                        "100 records in 1.0 s (100/s)",
                        blank("100 records in 1.0 s (100/s)"),
                        "100 records in 2.0 s (50/s); to go on: --cursor 100\n"),
                lines());
    }

    @Test
    void aPushCountsUpAndStepsAsideForRejections() {
        demo.pushing = records -> {
            now = now.plusSeconds(1);
            return demo.pushes.size() == 2
                    ? PushResult.partly(
                            1, List.of(PushResult.Rejection.of(0, ErrorCode.REMOTE_REJECTED, "no such customer")))
                    : PushResult.accepted(records.size());
        };
        Console console = console().errTerminal(WIDTH).build();
        Progress progress = Progress.ofLines(clock, console);
        RecordReader reader = new RecordReader(
                "input", new ByteArrayInputStream("{} {} {} {} {} {}".getBytes(StandardCharsets.UTF_8)), "t");
        Push push = new Push(demo, reader, 2, new PushLines(console, progress), progress);
        assertThrows(VerbFailure.class, push::run);
        assertEquals(
                List.of(
                        "",
                        "2 records in 1.0 s (2.0/s)",
                        blank("2 records in 1.0 s (2.0/s)"),
                        "record 3: REMOTE_REJECTED: no such customer\n",
                        "4 records in 2.0 s (2.0/s)",
                        "6 records in 3.0 s (2.0/s)",
                        blank("6 records in 3.0 s (2.0/s)"),
                        "6 records in 3.0 s (2.0/s)\n"),
                lines());
        assertEquals("5 accepted, 1 rejected\n", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void nobodyIsToldWhoSeesNoErrorStream() {
        pull(console().terminal(WIDTH).build(), 300);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    private void pull(Console console, int records) {
        demo.numbers(records);
        var quick = demo.pulling;
        demo.pulling = request -> {
            now = now.plusSeconds(1);
            return quick.apply(request);
        };
        newPull(console).run();
    }

    private Pull newPull(Console console) {
        Progress progress = Progress.ofLines(clock, console);
        return new Pull(
                demo,
                PullRequest.of("customers"),
                Long.MAX_VALUE,
                new RecordLines(console, progress, false),
                progress,
                console);
    }

    private Console.Builder console() {
        return Console.builder(Shell.printing(out), Shell.printing(err));
    }

    /** What was told, parted where the cursor went back to the beginning of the line, or to the next one. */
    private List<String> lines() {
        return List.of(err.toString(StandardCharsets.UTF_8).split("\r|(?<=\n)"));
    }

    private static String blank(String line) {
        return " ".repeat(line.length());
    }

    /** What is left on the screen of a line that was written over. */
    private static String remaining(String line) {
        StringBuilder screen = new StringBuilder();
        for (String part : line.split("\r")) {
            screen.replace(0, Math.min(part.length(), screen.length()), part);
        }
        return screen.toString().stripTrailing();
    }
}
