package dev.patchbay.registry.event;

import dev.patchbay.api.Redaction;
import dev.patchbay.registry.redaction.PlainCause;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a listener throws, in the log once in a while. Only for its thread. */
final class ListenerThrows {
    private static final Logger LOG = LoggerFactory.getLogger(CallEvents.class);
    private static final long AGAIN = TimeUnit.MINUTES.toNanos(1);

    private final String listener;
    private final Redaction redaction;
    private long loggedAt;
    private long count;

    ListenerThrows(String listener, Redaction redaction) {
        this.listener = listener;
        this.redaction = redaction;
    }

    void log(String what, Throwable thrown) {
        long now = System.nanoTime();
        count++;
        if (count > 1 && now - loggedAt < AGAIN) {
            return;
        }
        loggedAt = now;
        LOG.warn(
                "listener {} {}, for the {}. time; it is told the next event all the same",
                listener,
                what,
                count,
                PlainCause.of(thrown, redaction::redact));
    }
}
