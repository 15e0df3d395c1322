package dev.patchbay.launcher.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;

/**
 * Takes secrets out of finished log lines, so out of all that can be in them: message, exceptions, logging context, name of
 * the thread. Until the runtime has its redaction there is nobody yet who could log a secret.
 */
final class LogRedaction {
    private static final String INSTANCE = "instance";

    private volatile Redaction redaction;

    /** From now on, and also when the runtime has stopped: what was started in it may still be running. */
    void use(Redaction present) {
        redaction = present;
    }

    /** The line without secrets, those included that only texts about the event's instance are searched for. */
    String apply(String line, ILoggingEvent event) {
        Redaction present = redaction;
        if (present == null) {
            return line;
        }
        try {
            return present.redact(line, instance(event));
        } catch (RuntimeException | LinkageError e) {
            // Better no line than one with a secret.
            return "a line of " + event.getLoggerName() + " is left out, because it could not be cleaned of secrets: "
                    + e.getClass().getName();
        }
    }

    private static InstanceId instance(ILoggingEvent event) {
        String id = event.getMDCPropertyMap().get(INSTANCE);
        try {
            return id == null ? null : InstanceId.parse(id);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }
}
