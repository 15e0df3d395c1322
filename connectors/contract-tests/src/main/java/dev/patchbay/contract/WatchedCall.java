package dev.patchbay.contract;

import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** A call on a thread of its own that is interrupted past its deadline, as a runtime does. */
final class WatchedCall {
    /** What a machine that is busy with other things may take to notice. */
    private static final long GRACE_SECONDS = 5;

    private WatchedCall() {}

    /** What the work returns or throws; an error if it goes on after its deadline and an interrupt. */
    static <T> T make(InstanceId id, Duration deadline, Function<ContractCall, T> work) {
        FutureTask<T> task = new FutureTask<>(() -> work.apply(ContractCall.of(id, deadline)));
        Thread caller = new Thread(task, "caller");
        caller.setDaemon(true);
        caller.start();
        try {
            try {
                return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException late) {
                caller.interrupt();
                return task.get(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (TimeoutException endless) {
            AssertionError error = new AssertionError("goes on " + GRACE_SECONDS
                    + " s after its deadline, although it was interrupted; it stands where the cause says");
            StackTraceElement[] place = caller.getStackTrace();
            error.initCause(new IllegalStateException("waits here"));
            error.getCause().setStackTrace(place);
            throw error;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new AssertionError("ended by an error", failed.getCause());
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the test was interrupted", asked);
        }
    }
}
