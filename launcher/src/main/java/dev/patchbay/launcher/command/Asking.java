package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection of a client while it waits for the answer, so that it can be given up. Thread-safe. */
final class Asking {
    private static final long MOMENT_MILLIS = 2_000;

    private final SocketChannel channel;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    Asking(SocketChannel channel) {
        this.channel = channel;
    }

    /** Nothing more is sent, which interrupts the verb; what it says to that still comes. The second time hangs up. */
    void cancel() {
        try {
            if (cancelled.compareAndSet(false, true)) {
                channel.shutdownOutput();
            } else {
                channel.close();
            }
        } catch (IOException gone) {
            // Then there is nothing to cancel.
        }
    }

    boolean isCancelled() {
        return cancelled.get();
    }

    void end() {
        ended.countDown();
    }

    /** Waits a moment for the end, and hangs up if it does not come. */
    void awaitEnd() {
        try {
            if (!ended.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
                channel.close();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            // Then there is nothing to wait for.
        }
    }
}
