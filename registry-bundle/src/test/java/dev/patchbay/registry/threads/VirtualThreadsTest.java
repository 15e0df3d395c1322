package dev.patchbay.registry.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

class VirtualThreadsTest {
    private final Optional<ThreadFactory> virtual = VirtualThreads.factory("test");

    @Test
    void areThereWhereTheyHarmNobody() {
        assertEquals(Runtime.version().feature() >= 24, virtual.isPresent());
    }

    @Test
    void areNamedAndHoldNothingOfTheirMaker() {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(own) {});
        try {
            virtual.ifPresent(factory -> {
                CompletableFuture<ClassLoader> seen = new CompletableFuture<>();
                Thread made = factory.newThread(
                        () -> seen.complete(Thread.currentThread().getContextClassLoader()));
                made.start();

                assertEquals(Workers.class.getClassLoader(), seen.join());
                assertEquals("patchbay-test-virtual-1", made.getName());
                assertTrue(made.isDaemon());
                assertNotSame(Thread.currentThread().getThreadGroup(), made.getThreadGroup());
            });
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }
}
