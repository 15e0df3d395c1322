package dev.patchbay.metrics;

import static dev.patchbay.model.InstanceState.READY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ShowMetricsTest {
    private final CallMetrics calls = new CallMetrics();
    private final ShowMetrics verb =
            new ShowMetrics(new Standing().with("erp", READY).text(calls));

    @Test
    void printsThemAll() {
        calls.ended(Told.Call.of("erp", "pull", "acme"), Told.End.success(1));

        String all = run();

        assertTrue(all.contains("patchbay_calls_total{"), all);
        assertTrue(all.contains("patchbay_instances{"), all);
    }

    @Test
    void printsThoseThatAreNamed() {
        calls.ended(Told.Call.of("erp", "pull", "acme"), Told.End.success(1));

        assertFalse(run("patchbay_instances").contains("patchbay_calls"));
        assertTrue(run("patchbay_calls_total").contains("patchbay_calls_total{"));
        assertTrue(run("patchbay_call_duration_seconds_bucket").contains("le="));
    }

    @Test
    void tellsThatThereIsNoSuch() {
        IllegalArgumentException wrong = assertThrows(IllegalArgumentException.class, () -> run("patchbay_cals"));

        assertTrue(
                wrong.getMessage().startsWith("there is no metric 'patchbay_cals'; there are patchbay_breaker_state,"));
    }

    @Test
    void completesTheirNames() {
        assertEquals(21, verb.candidates(List.of()).size());
        assertTrue(verb.candidates(List.of()).contains("patchbay_call_duration_seconds"));
    }

    @Test
    void theGuideExplainsEachOfThemAndNoOther() throws IOException {
        Set<String> explained = new TreeSet<>();
        Matcher name = Pattern.compile("`(patchbay_[a-z_]+?)(_total)?`")
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")));
        while (name.find()) {
            explained.add(name.group(1));
        }

        assertEquals(new TreeSet<>(verb.candidates(List.of())), explained);
    }

    private String run(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        verb.run(List.of(names), Console.builder(stream, stream).build());
        return out.toString(StandardCharsets.UTF_8);
    }
}
