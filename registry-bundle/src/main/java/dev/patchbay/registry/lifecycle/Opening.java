package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.Connector;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Lets one caller make the connector object while the others wait for it, each until its own deadline. Who fails clears
 * the place: the next one tries again, because what was wrong outside may have healed.
 */
final class Opening {

    /** An object that is being made, and by whom. */
    private record Making(CompletableFuture<Connector> result, Thread maker) {}

    private final InstanceId id;
    private final AtomicReference<Making> underWay = new AtomicReference<>();

    Opening(InstanceId id) {
        this.id = id;
    }

    /**
     * Makes the object, or waits for it; empty if the one who was at it ran out of its own time, was interrupted, or was done in
     * between.
     *
     * @param maker makes it, or gives what another has just made
     */
    Optional<Connector> join(TimedCall call, Supplier<Connector> maker) {
        Making mine = new Making(new CompletableFuture<>(), Thread.currentThread());
        Making first = underWay.compareAndExchange(null, mine);
        if (first != null) {
            return await(first, call);
        }
        try {
            Connector made = maker.get();
            mine.result().complete(made);
            return Optional.of(made);
        } catch (Throwable thrown) {
            underWay.set(null);
            // Its own time, interruption and limits are nothing to those who wait, of other tenants perhaps: one of
            // them tries.
            boolean own = call.leftNanos() == 0 || Interruption.isIn(thrown, Opening.class) || isOfLimit(thrown);
            mine.result().completeExceptionally(own ? stillOpening(null) : thrown);
            throw told(thrown);
        }
    }

    /** The object that was made is closed. */
    void forget() {
        underWay.set(null);
    }

    private Optional<Connector> await(Making first, TimedCall call) {
        if (first.maker() == Thread.currentThread() && !first.result().isDone()) {
            throw callsItself();
        }
        try {
            return Optional.of(first.result().get(call.leftNanos(), TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            RuntimeException told = told(failed.getCause());
            if (told instanceof ConnectorException failure && failure.code() == ErrorCode.TIMED_OUT) {
                return Optional.empty();
            }
            throw told;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stillOpening(interrupted);
        } catch (TimeoutException late) {
            throw stillOpening(late);
        }
    }

    /** One that a service sets is of no instance. */
    private static boolean isOfLimit(Throwable thrown) {
        return thrown instanceof ConnectorException failure
                && failure.code() == ErrorCode.RATE_LIMITED
                && failure.instance().isPresent();
    }

    private RuntimeException told(Throwable thrown) {
        return thrown instanceof SlotGone gone ? gone : Faults.of(id, "connect", thrown);
    }

    private ConnectorException callsItself() {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT,
                "'" + id
                        + "': the connector calls its own instance while it is being made or connected; report it to the"
                        + " author of connector '" + id.type() + "'");
    }

    private ConnectorException stillOpening(Exception cause) {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + id + "': another call is still connecting; see 'why " + id + "' for what it waits for",
                cause);
    }
}
