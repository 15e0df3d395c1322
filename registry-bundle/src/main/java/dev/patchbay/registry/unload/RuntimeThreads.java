package dev.patchbay.registry.unload;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the runtime's own threads: daemons named {@code patchbay-NAME-N} that hold nothing of whoever happened to need
 * the first of them. A thread inherits the context class loader, and on older Java versions also the protection domains
 * of all code on the stack; inherited from a caller, they would keep the caller's bundle in memory for as long as the
 * thread lives.
 */
public final class RuntimeThreads implements ThreadFactory {
    private final String name;
    private final AtomicInteger count = new AtomicInteger();

    public RuntimeThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        return make("patchbay-" + name + "-" + count.incrementAndGet(), task);
    }

    /** One thread, not started. */
    @SuppressWarnings("removal")
    public static Thread make(String name, Runnable task) {
        return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> {
            Thread thread = new Thread(null, task, name, 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(RuntimeThreads.class.getClassLoader());
            return thread;
        });
    }
}
