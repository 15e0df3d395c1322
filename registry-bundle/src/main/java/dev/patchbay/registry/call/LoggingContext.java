package dev.patchbay.registry.call;

import java.util.Map;
import org.slf4j.MDC;

/**
 * What the log says of a call in each line of its thread; on the way back it is as it was. Mostly there was nothing, and
 * then all of it goes at once, which takes half the time.
 */
final class LoggingContext {
    private static final String CORRELATION_ID = "correlationId";
    private static final String INSTANCE = "instance";
    private static final String PRINCIPAL = "principal";
    private static final String TENANT = "tenant";

    private final Map<String, String> before;

    private LoggingContext(Map<String, String> before) {
        this.before = before;
    }

    /**
     * On the thread that makes the call.
     *
     * @param name the spelling of the instance's id
     * @return for {@link #leave}; null if nothing was there
     */
    static LoggingContext enter(CallScope call, String name, String principal) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        MDC.put(CORRELATION_ID, call.correlationId());
        MDC.put(INSTANCE, name);
        MDC.put(TENANT, call.tenant());
        if (principal != null) {
            MDC.put(PRINCIPAL, principal);
        } else if (before != null && before.containsKey(PRINCIPAL)) {
            // Of the call in which this one is made; nobody says that it is his.
            MDC.remove(PRINCIPAL);
        }
        return before == null || before.isEmpty() ? null : new LoggingContext(before);
    }

    /** On the same thread. */
    static void leave(LoggingContext context) {
        if (context == null) {
            MDC.clear();
        } else {
            // What the connector has put there goes, too.
            MDC.setContextMap(context.before);
        }
    }
}
