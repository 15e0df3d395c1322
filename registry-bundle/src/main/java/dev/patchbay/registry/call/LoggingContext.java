package dev.patchbay.registry.call;

import org.slf4j.MDC;

/** What the log says of a call in each line of its thread; on the way back it is as it was. */
final class LoggingContext {
    private static final String CORRELATION_ID = "correlationId";
    private static final String INSTANCE = "instance";
    private static final String PRINCIPAL = "principal";
    private static final String TENANT = "tenant";

    private final String correlationId;
    private final String instance;
    private final String principal;
    private final String tenant;
    private final boolean hasPrincipal;

    private LoggingContext(boolean hasPrincipal) {
        this.correlationId = MDC.get(CORRELATION_ID);
        this.instance = MDC.get(INSTANCE);
        this.tenant = MDC.get(TENANT);
        this.principal = hasPrincipal ? MDC.get(PRINCIPAL) : null;
        this.hasPrincipal = hasPrincipal;
    }

    /**
     * On the thread that makes the call.
     *
     * @param name the spelling of the instance's id
     * @return to be left when the call has ended
     */
    static LoggingContext enter(CallScope call, String name) {
        LoggingContext before = new LoggingContext(call.principal().isPresent());
        MDC.put(CORRELATION_ID, call.correlationId());
        MDC.put(INSTANCE, name);
        before.enterTenant(call.tenant());
        if (before.hasPrincipal) {
            MDC.put(PRINCIPAL, call.principal().get());
        }
        return before;
    }

    void leave() {
        restore(CORRELATION_ID, correlationId);
        restore(INSTANCE, instance);
        restore(TENANT, tenant);
        if (hasPrincipal) {
            restore(PRINCIPAL, principal);
        }
    }

    private void enterTenant(String name) {
        MDC.put(TENANT, name);
    }

    private static void restore(String key, String before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }
}
