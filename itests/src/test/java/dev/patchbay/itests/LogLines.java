package dev.patchbay.itests;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/** What is logged while it is there; the runtime uses the logging of its host, which is this JVM's. */
final class LogLines extends AppenderBase<ILoggingEvent> {
    private final Queue<ILoggingEvent> events = new ConcurrentLinkedQueue<>();

    static LogLines collect() {
        LogLines lines = new LogLines();
        lines.start();
        root().addAppender(lines);
        return lines;
    }

    void end() {
        root().detachAppender(this);
        stop();
    }

    /** The lines that contain all of these words. */
    List<String> with(String... words) {
        return events.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> Stream.of(words).allMatch(line::contains))
                .toList();
    }

    List<ILoggingEvent> events() {
        return List.copyOf(events);
    }

    @Override
    protected void append(ILoggingEvent event) {
        events.add(event);
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}
