package dev.patchbay.launcher.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** Shows a log entry to a person in one line; the stack trace is in the file. */
final class ConsoleLines extends AppenderBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final String OURS = "dev.patchbay";

    private final Level least;
    private final LogRedaction redaction;
    private volatile Consumer<String> lines = System.err::println;

    /** @param least of our own entries; of others, warnings and errors are shown */
    ConsoleLines(Level least, LogRedaction redaction) {
        this.least = least;
        this.redaction = redaction;
    }

    void divert(Consumer<String> target) {
        lines = target;
    }

    @Override
    protected void append(ILoggingEvent event) {
        Level wanted = event.getLoggerName().startsWith(OURS) ? least : Level.WARN;
        if (event.getLevel().isGreaterOrEqual(wanted)) {
            lines.accept(inOne(redaction.apply(line(event), event)));
        }
    }

    private static String line(ILoggingEvent event) {
        StringBuilder line = new StringBuilder();
        line.append(TIME.format(event.getInstant())).append(' ');
        line.append(String.format("%-5s", event.getLevel())).append(' ');
        line.append(event.getFormattedMessage());
        IThrowableProxy cause = event.getThrowableProxy();
        if (cause != null) {
            line.append(" (").append(cause.getClassName());
            if (cause.getMessage() != null) {
                line.append(": ").append(cause.getMessage());
            }
            line.append(')');
        }
        return line.toString();
    }

    /** Only after redaction: a secret of several lines would not be recognised then. */
    private static String inOne(String lines) {
        return lines.replaceAll("\\R\\s*", " ");
    }
}
