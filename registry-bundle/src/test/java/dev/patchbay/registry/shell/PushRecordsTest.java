package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PushResult;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PushRecordsTest {
    private final MemoryRegistry registry = House.furnished();
    private final MemoryHandle demo = registry.calls("jdbc~demo");
    private final Shell shell = new Shell(registry);

    @TempDir
    private Path directory;

    @Test
    void sendsJsonLinesInBatches() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 250; i++) {
            lines.append("{\"number\":").append(i).append("}\n\n");
        }
        Files.writeString(directory.resolve("orders.jsonl"), lines);
        Outcome outcome = shell.in(directory).run("push", "jdbc~demo", "orders", "orders.jsonl");
        assertEquals("250 accepted, 0 rejected\n", outcome.out());
        assertEquals(0, outcome.exitCode());
        assertEquals(List.of(100, 100, 50), demo.pushes.stream().map(List::size).toList());
        assertEquals("orders", demo.pushes.get(0).get(0).type());
        assertEquals(Map.of("number", 250), demo.pushes.get(2).get(49).fields());
        assertTrue(demo.options.isIsolated());
    }

    @Test
    void sendsAnArrayFromTheStandardInput() {
        Outcome outcome =
                shell.reading("[{\"a\":1},\n{\"a\":2},{\"a\":3}]").run("push", "jdbc~demo", "t", "-", "--batch", "2");
        assertEquals("3 accepted, 0 rejected\n", outcome.out());
        assertEquals(List.of(2, 1), demo.pushes.stream().map(List::size).toList());
    }

    @Test
    void sendsWhatPullHasPrinted() {
        registry.calls("mail").numbers(2);
        String pulled = shell.run("pull", "mail", "other").out();
        shell.reading(pulled).run("push", "jdbc~demo", "mine", "-");
        ConnectorRecord record = demo.pushes.get(0).get(1);
        assertEquals("mine", record.type());
        assertEquals(Optional.of("2"), record.id());
        assertEquals(Optional.of(MemoryRegistry.START), record.changedAt());
        assertEquals(Map.of("number", 2), record.fields());
    }

    @Test
    void takesAFieldNamedFieldsForOneIfOthersStandBesideIt() {
        shell.reading("{\"fields\":{\"a\":1},\"owner\":\"me\"}").run("push", "jdbc~demo", "t", "-");
        assertEquals(
                Map.of("fields", Map.of("a", 1), "owner", "me"),
                demo.pushes.get(0).get(0).fields());
    }

    @Test
    void keepsValuesExact() {
        shell.reading(
                        "{\"d\":0.10000000000000000000000000001,\"i\":92233720368547758070,\"n\":null,\"l\":[true,\"ü\"]}")
                .run("push", "jdbc~demo", "t", "-");
        Map<String, Object> fields = demo.pushes.get(0).get(0).fields();
        assertEquals(new BigDecimal("0.10000000000000000000000000001"), fields.get("d"));
        assertEquals(new BigInteger("92233720368547758070"), fields.get("i"));
        assertTrue(fields.containsKey("n"));
        assertEquals(Arrays.asList(true, "ü"), fields.get("l"));
    }

    @Test
    void namesRejectedRecordsByTheirNumberInTheFile() {
        demo.pushing = records ->
                PushResult.partly(1, List.of(PushResult.Rejection.of(1, ErrorCode.REMOTE_REJECTED, "too\nlong")));
        Outcome plain = shell.reading("{} {} {} {}").run("push", "jdbc~demo", "t", "-", "--batch=2");
        assertEquals(1, plain.exitCode());
        assertEquals("2 accepted, 2 rejected\n", plain.out());
        assertEquals(
                "record 2: REMOTE_REJECTED: too long\nrecord 4: REMOTE_REJECTED: too long\n"
                        + "'jdbc~demo' rejected 2 of 4 records\n",
                plain.err());
    }

    @Test
    void reportsEveryBatchAsJson() {
        demo.pushing = records -> records.size() == 2
                ? PushResult.accepted(List.of("x", "y"))
                : PushResult.partly(0, List.of(PushResult.Rejection.of(0, ErrorCode.REMOTE_REJECTED, "too long")));
        Outcome outcome = shell.reading("{} {} {}").run("push", "jdbc~demo", "t", "-", "--batch=2", "--json");
        JsonNode report = outcome.json();
        assertEquals(2, report.get("accepted").asInt());
        assertEquals(1, report.get("rejected").asInt());
        assertEquals("y", report.get("batches").get(0).get("ids").get(1).asString());
        assertEquals(
                3,
                report.get("batches")
                        .get(1)
                        .get("rejections")
                        .get(0)
                        .get("record")
                        .asInt());
        assertEquals(1, outcome.exitCode());
    }

    @Test
    void tellsWhatWasTakenBeforeACallFailed() {
        demo.pushing = records -> {
            if (demo.pushes.size() == 2) {
                throw new ConnectorException(ErrorCode.OUTCOME_UNKNOWN, "no answer came");
            }
            return PushResult.accepted(records.size());
        };
        Outcome plain = shell.reading("{} {} {} {} {}").run("push", "jdbc~demo", "t", "-", "--batch", "2");
        assertEquals(1, plain.exitCode());
        assertEquals("2 accepted, 0 rejected\n", plain.out());
        assertEquals("records 3 to 4 failed\nno answer came\n", plain.err());
        demo.pushes.clear();
        Outcome json = shell.reading("{} {} {} {} {}").run("push", "jdbc~demo", "t", "-", "--batch", "2", "--json");
        assertEquals(3, json.json().get("batches").get(1).get("first").asInt());
        assertEquals(2, json.json().get("batches").get(1).get("failed").asInt());
        assertEquals("OUTCOME_UNKNOWN", json.error().get("code").asString());
    }

    @Test
    void namesTheLineThatIsNoRecord() {
        assertFailsWith("'standard input' line 2 is not JSON", "{}\n{oops}\n");
        assertFailsWith("'standard input' line 3: a record must be a JSON object", "{}\n\n42\n");
        assertFailsWith("'standard input' line 1: something follows the array", "[{}] {}");
        assertFailsWith("is not JSON: Unexpected end-of-input", "[{},");
        assertFailsWith("'changedAt' is not a time", "{\"fields\":{},\"changedAt\":\"yesterday\"}");
    }

    private void assertFailsWith(String fact, String input) {
        Outcome outcome = shell.reading(input).run("push", "jdbc~demo", "t", "-");
        assertEquals(1, outcome.exitCode());
        assertTrue(outcome.err().contains(fact), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
    }

    @Test
    void saysThatAFileIsNotThere() throws IOException {
        Files.createDirectory(directory.resolve("folder"));
        shell.in(directory);
        assertEquals(
                "there is no file 'no such.jsonl' in " + directory + "\n",
                shell.run("push", "jdbc~demo", "t", "no such.jsonl").err());
        assertEquals(
                "'folder' is a directory; name a file of JSON lines\n",
                shell.run("push", "jdbc~demo", "t", "folder").err());
    }

    @Test
    void sendsNothingForAnEmptyFile() {
        assertEquals(
                "0 accepted, 0 rejected\n",
                shell.reading("").run("push", "jdbc~demo", "t", "-").out());
        assertEquals(
                "0 accepted, 0 rejected\n",
                shell.reading("[]").run("push", "jdbc~demo", "t", "-").out());
        assertTrue(demo.pushes.isEmpty());
    }

    /** 64 MB of records of 1 MB: a batch ends by its bytes long before its number. */
    @Test
    void holdsOnlyAFewMegabytesOfLargeRecords() {
        byte[] record = ("{\"text\":\"" + "x".repeat(1024 * 1024) + "\"}\n").getBytes(StandardCharsets.UTF_8);
        InputStream endless = new InputStream() {
            private long left = 64L * record.length;

            @Override
            public int read() {
                return left == 0 ? -1 : record[(int) ((64L * record.length - left--) % record.length)];
            }
        };
        RecordReader reader = new RecordReader("input", endless, "t");
        Console console = shell.console(System.err, System.err);
        Progress progress = Progress.ofLines(Clock.systemUTC(), console);
        new Push(demo, reader, 10_000, new PushLines(console, progress), progress).run();
        assertTrue(demo.pushes.stream().mapToInt(List::size).max().orElse(0) <= 5, demo.pushes.size() + " batches");
        assertEquals(64, demo.pushes.stream().mapToInt(List::size).sum());
    }
}
