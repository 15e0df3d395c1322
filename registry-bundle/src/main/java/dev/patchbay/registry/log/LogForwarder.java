package dev.patchbay.registry.log;

import dev.patchbay.api.Redaction;
import dev.patchbay.registry.redaction.PlainCause;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Forwards the entries of the OSGi LogService to slf4j, under the name of the bundle that logged. Only in our launcher,
 * which has felix.log: other frameworks bring these entries to their log themselves, and would bring ours back to us.
 */
@Component(
        service = {},
        immediate = true)
public final class LogForwarder {
    private final LogReaderService reader;
    private final Redaction redaction;
    private final LogListener listener = this::forward;

    @Activate
    public LogForwarder(BundleContext context, @Reference LogReaderService reader, @Reference Redaction redaction) {
        this.reader = reader;
        this.redaction = redaction;
        if (context.getProperty("patchbay.home") != null) {
            reader.addLogListener(listener);
        }
    }

    @Deactivate
    void close() {
        reader.removeLogListener(listener);
    }

    private void forward(LogEntry entry) {
        // Service and bundle events come as entries too; they are the framework's diary, not news.
        if (entry.getLoggerName() != null && entry.getLoggerName().startsWith("Events.")) {
            return;
        }
        logger(entry.getBundle())
                .makeLoggingEventBuilder(level(entry))
                .setCause(PlainCause.of(entry.getException(), redaction::redact))
                .log(redaction.redact(String.valueOf(entry.getMessage())));
    }

    private static Logger logger(Bundle bundle) {
        String name = bundle == null ? null : bundle.getSymbolicName();
        return LoggerFactory.getLogger(name == null ? "osgi" : name);
    }

    private static Level level(LogEntry entry) {
        return switch (entry.getLogLevel()) {
            case AUDIT, INFO -> Level.INFO;
            case ERROR -> Level.ERROR;
            case WARN -> Level.WARN;
            case DEBUG -> Level.DEBUG;
            case TRACE -> Level.TRACE;
        };
    }
}
