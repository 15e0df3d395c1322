package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

        List<String> lines = new ArrayList<>();
        ConsoleLines console = new ConsoleLines(Level.INFO, new LogRedaction());
        console.divert(lines::add);
        console.append(event);

        assertEquals(List.of("10:20:30Z WARN  'a~b' is down (java.lang.IllegalStateException: no route)"), lines);
    }

    @Test
    void showsOfOthersOnlyWhatGoesWrong() {
        List<String> lines = new ArrayList<>();
        ConsoleLines console = new ConsoleLines(Level.INFO, new LogRedaction());
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
        JsonLines json = new JsonLines(new LogRedaction());
        json.setContext(context);
        json.start();

        String line = new String(
                json.encode(event("dev.patchbay.registry", Level.WARN, "quoted \"x\"", null)), StandardCharsets.UTF_8);

        assertTrue(line.contains("\"time\":\"2026-01-02T10:20:30Z\""), line);
        assertTrue(line.contains("\"formattedMessage\":\"quoted \\\"x\\\"\""), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void neitherShowsASecretInMessageCauseThreadOrContext() {
        LogRedaction redaction = new LogRedaction();
        redaction.use(new Hiding());
        List<String> lines = new ArrayList<>();
        ConsoleLines console = new ConsoleLines(Level.INFO, redaction);
        console.divert(lines::add);
        JsonLines json = new JsonLines(redaction);
        json.setContext(context);
        json.start();
        LoggingEvent event = event(
                "org.example.Library", Level.WARN, "of two\nlines", new IllegalStateException("of two\nlines again"));
        event.setThreadName("worker s3cr3t");
        event.setMDCPropertyMap(Map.of("instance", "github~europe", "principal", "s3cr3t"));

        console.append(event);
        String line = new String(json.encode(event), StandardCharsets.UTF_8);

        assertEquals(
                List.of("10:20:30Z WARN  [secret] (java.lang.IllegalStateException: [secret] again) github~europe"),
                lines);
        assertFalse(line.contains("s3cr3t"), line);
        assertTrue(line.contains("\"worker [secret]\""), line);
        assertEquals(1, line.lines().count());
    }

    @Test
    void leavesOutALineThatCannotBeCleaned() {
        LogRedaction redaction = new LogRedaction();
        redaction.use(new Hiding());
        JsonLines json = new JsonLines(redaction);
        json.setContext(context);
        json.start();

        String line = new String(
                json.encode(event("org.example", Level.WARN, "fails with s3cr3t", null)), StandardCharsets.UTF_8);

        assertFalse(line.contains("s3cr3t"), line);
        assertTrue(line.endsWith("\"}\n"), line);
    }

    /** Hides two values, names the instance, and cannot do it if the text says so. */
    private static final class Hiding implements Redaction {
        @Override
        public String redact(String text) {
            if (text.contains("fails")) {
                throw new IllegalStateException("s3cr3t");
            }
            return text.replace("s3cr3t", "[secret]").replace("of two\nlines", "[secret]");
        }

        @Override
        public String redact(String text, InstanceId about) {
            String clean = redact(text);
            return about == null || text.startsWith("{") ? clean : clean + " " + about;
        }
    }

    private LoggingEvent event(String logger, Level level, String message, Throwable cause) {
        Logger source = context.getLogger(logger);
        LoggingEvent event = new LoggingEvent("x", source, level, message, cause, new Object[0]);
        event.setInstant(Instant.parse("2026-01-02T10:20:30Z"));
        return event;
    }
}
