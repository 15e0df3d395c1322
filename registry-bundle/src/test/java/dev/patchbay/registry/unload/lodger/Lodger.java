package dev.patchbay.registry.unload.lodger;

import java.util.concurrent.CountDownLatch;

/** A class that tests put into bundles, and whose threads stay in its code until they are told to end. */
public final class Lodger implements Runnable {
    private static final CountDownLatch END = new CountDownLatch(1);

    @Override
    public void run() {
        try {
            END.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
