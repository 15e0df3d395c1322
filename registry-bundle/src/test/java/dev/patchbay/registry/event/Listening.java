package dev.patchbay.registry.event;

import dev.patchbay.api.CallListener;
import dev.patchbay.registry.redaction.SecretMemory;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a test listen without a framework. */
public final class Listening {
    private Listening() {}

    /** From now on; the result ends it. */
    public static Runnable join(CallEvents events, CallListener listener) {
        ListenerQueue queue = events.join(new Source(listener));
        return () -> events.leave(queue);
    }

    /** Events with a queue of this many places for each listener. */
    public static CallEvents events(SecretMemory memory, int capacity) {
        return new CallEvents(memory, (delay, task) -> {}, capacity);
    }

    static final class Source implements ListenerSource {
        final AtomicInteger taken = new AtomicInteger();
        final AtomicInteger givenBack = new AtomicInteger();
        private final CallListener listener;

        Source(CallListener listener) {
            this.listener = listener;
        }

        @Override
        public String name() {
            return "of a test";
        }

        @Override
        public ClassLoader loader() {
            return null;
        }

        @Override
        public CallListener take() {
            taken.incrementAndGet();
            return listener;
        }

        @Override
        public void giveBack(CallListener done) {
            givenBack.incrementAndGet();
        }
    }
}
