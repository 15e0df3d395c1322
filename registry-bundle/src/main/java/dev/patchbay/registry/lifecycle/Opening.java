package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import java.time.Duration;
import java.time.Instant;
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
    private final InstanceId id;
    private final AtomicReference<CompletableFuture<Connector>> underWay = new AtomicReference<>();

    Opening(InstanceId id) {
        this.id = id;
    }

    /**
     * Makes the object, or waits for it; empty if the one who was at it ran out of its own time, or was done in between.
     *
     * @param maker makes it, or gives what another has just made
     */
    Optional<Connector> join(CallContext call, Supplier<Connector> maker) {
        CompletableFuture<Connector> mine = new CompletableFuture<>();
        CompletableFuture<Connector> first = underWay.compareAndExchange(null, mine);
        if (first != null) {
            return await(first, call);
        }
        try {
            Connector made = maker.get();
            mine.complete(made);
            return Optional.of(made);
        } catch (Throwable thrown) {
            underWay.set(null);
            boolean outOfTime = !call.deadline().isAfter(Instant.now());
            mine.completeExceptionally(outOfTime ? stillOpening() : thrown);
            throw told(thrown);
        }
    }

    /** The object that was made is closed. */
    void forget() {
        underWay.set(null);
    }

    private Optional<Connector> await(CompletableFuture<Connector> first, CallContext call) {
        try {
            long left = Duration.between(Instant.now(), call.deadline()).toNanos();
            return Optional.of(first.get(left, TimeUnit.NANOSECONDS));
        } catch (ExecutionException failed) {
            RuntimeException told = told(failed.getCause());
            if (told instanceof ConnectorException failure && failure.code() == ErrorCode.TIMED_OUT) {
                return Optional.empty();
            }
            throw told;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stillOpening();
        } catch (TimeoutException late) {
            throw stillOpening();
        }
    }

    private RuntimeException told(Throwable thrown) {
        return thrown instanceof SlotGone gone ? gone : Faults.of(id, "connect", thrown);
    }

    private ConnectorException stillOpening() {
        return new ConnectorException(
                ErrorCode.TIMED_OUT,
                "'" + id + "': another call is still connecting; see 'why " + id + "' for what it waits for");
    }
}
