package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PullRecordsTest {
    private final MemoryRegistry registry = House.furnished();
    private final MemoryHandle demo = registry.calls("jdbc~demo");
    private final Shell shell = new Shell(registry);

    @Test
    void printsEveryRecordOfEveryPageAsALine() {
        demo.numbers(250);
        Outcome outcome = shell.run("pull", "jdbc~demo", "customers");
        assertEquals(0, outcome.exitCode());
        assertEquals("", outcome.err());
        List<JsonNode> lines = outcome.jsonLines();
        assertEquals(
                IntStream.rangeClosed(1, 250).boxed().toList(),
                lines.stream()
                        .map(each -> each.get("fields").get("number").asInt())
                        .toList());
        assertEquals(
                "{\"type\":\"customers\",\"id\":\"1\",\"changedAt\":\"2026-03-01T10:00:00Z\",\"fields\":{\"number\":1}}",
                outcome.lines().get(0));
        assertEquals(3, demo.pulls.size());
        assertTrue(demo.options.isIsolated());
    }

    @Test
    void allPagesHaveOneCorrelationIdAndTheNextPullAnother() {
        demo.numbers(250);
        shell.run("pull", "jdbc~demo", "customers");
        Optional<String> first = demo.options.correlationId();
        assertTrue(first.isPresent(), "else each page would have its own");

        shell.run("pull", "jdbc~demo", "customers");

        assertNotEquals(first, demo.options.correlationId());
    }

    @Test
    void endsAtTheLimitAndTellsHowToGoOnWithoutLosingOrRepeating() {
        demo.numbers(250);
        Outcome first = shell.run("pull", "jdbc~demo", "customers", "--limit", "130");
        assertEquals(130, first.lines().size());
        assertEquals("130 records; to go on: --cursor 130\n", first.err());
        assertEquals(
                List.of(100, 30), demo.pulls.stream().map(PullRequest::pageSize).toList());
        Outcome second = shell.run("pull", "jdbc~demo", "customers", "--cursor", "130", "--page-size=50");
        assertEquals(120, second.lines().size());
        assertEquals(131, second.jsonLines().get(0).get("id").asInt());
    }

    @Test
    void leavesOutNothingIfThePageIsLargerThanAskedFor() {
        ConnectorRecord record = ConnectorRecord.of("t", Map.of("a", 1));
        demo.pulling = request -> Page.last(List.of(record, record, record));
        JsonNode document =
                shell.run("pull", "jdbc~demo", "t", "--limit", "2", "--json").json();
        assertEquals(2, document.get("count").asInt());
        assertTrue(document.get("more").asBoolean());
        assertTrue(document.get("cursor").isNull());
    }

    @Test
    void tellsTheCheckpointOfAnIncrementalPull() {
        demo.numbers(2);
        Outcome outcome = shell.run("pull", "jdbc~demo", "customers", "--incremental");
        assertEquals("2 records; for what changes from now on: --incremental --cursor 'since 2'\n", outcome.err());
        assertTrue(demo.pulls.get(0).incremental());
    }

    @Test
    void printsOneDocumentAsJson() {
        demo.numbers(3);
        JsonNode part = shell.run("pull", "jdbc~demo", "customers", "--limit", "2", "--json")
                .json();
        assertEquals(2, part.get("records").size());
        assertEquals(2, part.get("count").asInt());
        assertEquals("2", part.get("cursor").asString());
        assertTrue(part.get("more").asBoolean());
        JsonNode all = shell.run("pull", "jdbc~demo", "customers", "--json").json();
        assertFalse(all.get("more").asBoolean());
        assertTrue(all.get("cursor").isNull());
        assertEquals("", shell.run("pull", "jdbc~demo", "customers", "--json").err());
    }

    @Test
    void handsParametersOnVerbatim() {
        demo.numbers(0);
        List<String> odd = List.of(
                "where=a>10",
                "range=[1.2,2)",
                "path=$[x]",
                "glob=*.txt",
                "text= two  words ",
                "name=größer 日本",
                "empty=",
                "typed:=1",
                "twice=a=b",
                "quote='\"",
                "dash=--limit");
        String[] words = new String[odd.size() + 3];
        words[0] = "pull";
        words[1] = "jdbc~demo";
        words[2] = "odd type $[y]";
        for (int i = 0; i < odd.size(); i++) {
            words[i + 3] = odd.get(i);
        }
        assertEquals(0, shell.run(words).exitCode());
        PullRequest request = demo.pulls.get(0);
        assertEquals("odd type $[y]", request.recordType());
        assertEquals(
                odd,
                request.parameters().entrySet().stream()
                        .map(each -> each.getKey() + "=" + each.getValue())
                        .toList());
    }

    @Test
    void tellsWhereToGoOnIfItFailsInTheMiddle() {
        demo.numbers(250);
        var healthy = demo.pulling;
        demo.pulling = request -> {
            if (request.cursor().isPresent()) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "the database is gone")
                        .inCall(InstanceId.parse("jdbc~demo"), "c-1", null);
            }
            return healthy.apply(request);
        };
        Outcome plain = shell.run("pull", "jdbc~demo", "customers");
        assertEquals(1, plain.exitCode());
        assertEquals(100, plain.lines().size());
        assertEquals("100 records; to go on: --cursor 100\nthe database is gone (correlation id c-1)\n", plain.err());
        Outcome json = shell.run("pull", "jdbc~demo", "customers", "--json");
        assertEquals(1, json.exitCode());
        assertEquals(100, json.json().get("records").size());
        assertEquals("100", json.json().get("cursor").asString());
        assertEquals("REMOTE_UNAVAILABLE", json.error().get("code").asString());
        assertEquals("c-1", json.error().get("correlationId").asString());
        assertEquals("jdbc~demo", json.error().get("instance").asString());
    }

    @Test
    void keepsTheDocumentWholeIfARecordCannotBeWritten() {
        List<Object> deep = List.of();
        for (int depth = 0; depth < 999; depth++) {
            deep = List.of(deep);
        }
        ConnectorRecord unwritable = ConnectorRecord.of("t", Map.of("a", deep));
        demo.pulling = request -> Page.last(List.of(ConnectorRecord.of("t", Map.of("a", 1)), unwritable));
        Outcome outcome = shell.run("pull", "jdbc~demo", "t", "--json");
        assertEquals(1, outcome.exitCode());
        assertEquals(1, outcome.json().get("records").size());
        assertTrue(outcome.json().get("more").asBoolean());
    }

    @Test
    void endsInsteadOfTurningForEver() {
        demo.pulling = request -> Page.of(List.of(), "same");
        Outcome outcome = shell.run("pull", "jdbc~demo", "customers");
        assertEquals(1, outcome.exitCode());
        assertTrue(
                outcome.err().contains("after page 2 the pull would go on from the same cursor as after page 1"),
                outcome.err());
        assertEquals(2, demo.pulls.size());
    }

    @Test
    void endsEarlyIfNobodyReadsAnyMore() {
        demo.pulling = request -> Page.of(
                List.of(ConnectorRecord.of("t", Map.of("text", "x".repeat(100)))),
                String.valueOf(request.cursor().map(Integer::parseInt).orElse(0) + 1));
        AtomicInteger writes = new AtomicInteger();
        PrintStream pipe = new PrintStream(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                if (writes.incrementAndGet() > 500) {
                    throw new IOException("Broken pipe");
                }
            }
        });
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = shell.verbs.run(List.of("pull", "jdbc~demo", "t"), shell.console(pipe, Shell.printing(err)));
        assertEquals(1, exitCode);
        assertTrue(demo.pulls.size() < 10, "pulls: " + demo.pulls.size());
        assertTrue(err.toString().contains("the output was closed after"), err.toString());
    }

    @Test
    void endsSoonAfterItsThreadIsInterrupted() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(3);
        demo.pulling = request -> {
            running.countDown();
            return Page.of(
                    List.of(),
                    String.valueOf(request.cursor().map(Integer::parseInt).orElse(0) + 1));
        };
        AtomicReference<Outcome> outcome = new AtomicReference<>();
        Thread thread = new Thread(() -> outcome.set(shell.run("pull", "jdbc~demo", "customers")));
        thread.start();
        assertTrue(running.await(10, TimeUnit.SECONDS));
        thread.interrupt();
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(thread.isAlive());
        assertEquals(1, outcome.get().exitCode());
        assertTrue(outcome.get().err().endsWith("interrupted\n"), outcome.get().err());
        assertTrue(
                outcome.get().err().startsWith("0 records; to go on: --cursor "),
                outcome.get().err());
    }

    @Test
    void tellsAPersonHowManyThereWere() {
        demo.numbers(1);
        assertEquals(
                "1 record in 0.0 s\n",
                shell.on(80).run("pull", "jdbc~demo", "customers").err());
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertEquals(
                "pull: --limit is '0'; it must be a whole number from 1 on; write: pull ID RECORDTYPE [key=value...]"
                        + " [--limit N] [--incremental] [--cursor C] [--page-size N]\n",
                shell.run("pull", "jdbc~demo", "t", "--limit", "0").err());
        assertEquals(
                2, shell.run("pull", "jdbc~demo", "t", "--page-size", "10001").exitCode());
        assertEquals(2, shell.run("pull", "jdbc~demo", "t", "--limit", "many").exitCode());
        assertEquals(2, shell.run("pull", "jdbc~demo", "t", "nonsense").exitCode());
        assertEquals(2, shell.run("pull", "jdbc~demo", "t", "a=1", "a=2").exitCode());
        assertTrue(demo.pulls.isEmpty());
    }
}
