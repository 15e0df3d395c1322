package dev.patchbay.metrics;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a call did, as a label. The name of an invoked operation is whatever the caller wrote, so it stands there only once a
 * call of it has succeeded; until then, and where an instance has too many, it is {@code invoke other}. Thread-safe.
 */
final class OperationLabels {
    private static final String INVOKE = "invoke ";
    private static final Set<String> KINDS = Set.of("pull", "push", "receive", "operations", "health");
    private static final int MOST = 50;

    private final KnownNames names = new KnownNames("[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}", MOST);

    String of(String instance, String operation, boolean succeeded) {
        if (!operation.startsWith(INVOKE)) {
            return kind(operation);
        }
        String name = operation.substring(INVOKE.length());
        return INVOKE + (succeeded ? names.learned(instance, name) : names.known(instance, name));
    }

    /** Without the name of what is invoked. */
    static String kind(String operation) {
        if (operation.startsWith(INVOKE)) {
            return "invoke";
        }
        return KINDS.contains(operation) ? operation : Series.OTHER;
    }

    /** Forgets the names of those instances of which no call is counted any more. */
    void keep(Series<AtomicLong> calls) {
        Set<String> instances = new HashSet<>();
        calls.forEach((labels, count) -> instances.add(labels.get(CallMetrics.INSTANCE)));
        names.forgetIf(each -> !instances.contains(each));
    }
}
