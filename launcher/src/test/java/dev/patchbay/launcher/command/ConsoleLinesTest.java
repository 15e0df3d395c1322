package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleLinesTest {
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void prepareContext() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void tellsAnEntryInOneLineInUtc() {
        ILoggingEvent event =
                event("dev.patchbay.registry", Level.WARN, "'a~b' is down", new IllegalStateException("no\nroute"));

        assertEquals(
                "10:20:30Z WARN  'a~b' is down (java.lang.IllegalStateException: no route)", ConsoleLines.line(event));
    }

    @Test
    void showsOfOthersOnlyWhatGoesWrong() {
        List<String> lines = new ArrayList<>();
        ConsoleLines console = new ConsoleLines(Level.INFO);
        console.divert(lines::add);

        console.append(event("org.apache.felix.scr", Level.INFO, "chatter", null));
        console.append(event("dev.patchbay.registry", Level.INFO, "news", null));
        console.append(event("org.apache.felix.scr", Level.ERROR, "trouble", null));

        assertEquals(2, lines.size());
        assertTrue(lines.get(0).endsWith("news"));
        assertTrue(lines.get(1).endsWith("trouble"));
    }

    @Test
    void theFileHasTheTimeAsPeopleReadIt() {
        JsonLines json = new JsonLines();
        json.setContext(context);
        json.start();

        String line = new String(
                json.encode(event("dev.patchbay.registry", Level.WARN, "quoted \"x\"", null)), StandardCharsets.UTF_8);

        assertTrue(line.contains("\"time\":\"2026-01-02T10:20:30Z\""), line);
        assertTrue(line.contains("\"formattedMessage\":\"quoted \\\"x\\\"\""), line);
        assertEquals(1, line.lines().count());
    }

    private ILoggingEvent event(String logger, Level level, String message, Throwable cause) {
        Logger source = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("x", source, level, message, cause, new Object[0]);
        event.setInstant(Instant.parse("2026-01-02T10:20:30Z"));
        return event;
    }
}
