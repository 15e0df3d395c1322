package dev.patchbay.registry.unload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class ContextLoaderTest {
    private final ClassLoader ofConnector = new URLClassLoader(new URL[0], null);
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @Test
    void isThereUntilTheConnectorsCodeIsLeft() {
        ClassLoader outer = ContextLoader.enter(ofConnector);
        assertSame(ofConnector, Thread.currentThread().getContextClassLoader());
        ContextLoader.leave(outer);
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void comesBackWhateverTheConnectorHasMadeOfIt() {
        ClassLoader outer = ContextLoader.enter(ofConnector);
        Thread.currentThread().setContextClassLoader(null);
        ContextLoader.leave(outer);
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void leavesAThreadAsItIsWhereThereIsNone() {
        assertSame(before, ContextLoader.enter(null));
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }

    @Test
    void letsAConnectorRunOnThreadsThatRefuseIt() {
        Refusing refusing = new Refusing();
        refusing.start();
        assertEquals(2, refusing.await());
    }

    @Test
    void letsAConnectorRunOnThreadsOfTheCommonPool() {
        ForkJoinTask<Boolean> task = ForkJoinPool.commonPool().submit(() -> {
            ClassLoader own = Thread.currentThread().getContextClassLoader();
            ClassLoader outer = ContextLoader.enter(ofConnector);
            ContextLoader.leave(outer);
            return Thread.currentThread().getContextClassLoader() == own;
        });
        assertEquals(true, task.join());
    }

    /** As those of the common pool under a security manager. */
    private final class Refusing extends Thread {
        private final AtomicInteger refused = new AtomicInteger();
        private volatile Throwable failure;

        @Override
        public void run() {
            try {
                ContextLoader.leave(ofConnector);
                ContextLoader.enter(ofConnector);
            } catch (RuntimeException thrown) {
                failure = thrown;
            }
        }

        @Override
        public void setContextClassLoader(ClassLoader loader) {
            refused.incrementAndGet();
            throw new SecurityException("fixed");
        }

        int await() {
            Awaitility.await().until(() -> !isAlive());
            assertEquals(null, failure);
            return refused.get();
        }
    }
}
