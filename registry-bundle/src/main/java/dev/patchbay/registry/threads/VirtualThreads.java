package dev.patchbay.registry.threads;

import dev.patchbay.registry.unload.RuntimeThreads;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * Virtual threads, which our byte code of Java 17 does not know by name. Before Java 24 they count as not there: code of a
 * connector that waits inside {@code synchronized} would hold a processor from all others (JEP 491). And where there is only one
 * processor, code that spins would hold that one.
 */
final class VirtualThreads {
    private static final int WITHOUT_PINNING = 24;

    private VirtualThreads() {}

    /**
     * Makes virtual threads named {@code patchbay-NAME-virtual-N}, which inherit nothing of who makes them; empty if this
     * Java has none, or none that are fit.
     */
    static Optional<ThreadFactory> factory(String name) {
        if (Runtime.version().feature() < WITHOUT_PINNING
                || Runtime.getRuntime().availableProcessors() < 2) {
            return Optional.empty();
        }
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Method named = type.getMethod("name", String.class, long.class);
            Method alone = type.getMethod("inheritInheritableThreadLocals", boolean.class);
            builder = alone.invoke(named.invoke(builder, "patchbay-" + name + "-virtual-", 1L), false);
            ThreadFactory made = (ThreadFactory) type.getMethod("factory").invoke(builder);
            return Optional.of(task -> {
                Thread thread = made.newThread(task);
                thread.setContextClassLoader(RuntimeThreads.class.getClassLoader());
                return thread;
            });
        } catch (ReflectiveOperationException other) {
            return Optional.empty();
        }
    }
}
