package dev.patchbay.registry.lifecycle;

import dev.patchbay.registry.config.InstanceSecrets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Reads the secrets of an instance again when the external system has refused them: once for all calls that meet this
 * together, and not more often than once a second, so that a wrong password does no harm to whoever keeps the secrets.
 */
public final class SecretRenewal {
    private static final long PAUSE = Duration.ofSeconds(1).toNanos();

    /** Open while they are being read; guarded by this, as are those below. */
    private CountDownLatch underWay;

    private long readAt;
    private boolean read;

    /**
     * Whether a secret is another one than a call can have used; if not so far, they are read again first.
     *
     * @param begun when the call began, by {@link System#nanoTime}
     */
    public boolean hasChanged(InstanceSecrets secrets, long begun) {
        if (secrets.isEmpty()) {
            return false;
        }
        if (secrets.haveChangedSince(begun)) {
            return true;
        }
        CountDownLatch mine = new CountDownLatch(1);
        CountDownLatch turn = begin(mine);
        if (turn == mine) {
            try {
                secrets.renew();
            } finally {
                end();
                mine.countDown();
            }
        } else if (turn != null) {
            await(turn);
        }
        return secrets.haveChangedSince(begun);
    }

    /** Null if they were read just now. */
    private synchronized CountDownLatch begin(CountDownLatch mine) {
        if (underWay != null) {
            return underWay;
        }
        if (read && System.nanoTime() - readAt < PAUSE) {
            return null;
        }
        underWay = mine;
        return mine;
    }

    private synchronized void end() {
        underWay = null;
        read = true;
        readAt = System.nanoTime();
    }

    private static void await(CountDownLatch turn) {
        try {
            turn.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
