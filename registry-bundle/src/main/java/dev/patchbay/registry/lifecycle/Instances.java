package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All configured instances. */
public final class Instances {
    private static final Logger LOG = LoggerFactory.getLogger(Instances.class);

    private final Map<InstanceId, Instance> byId = new ConcurrentHashMap<>();
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Instance>> watchers = new CopyOnWriteArrayList<>();

    public Optional<Instance> find(InstanceId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** In no order. */
    public Collection<Instance> all() {
        return byId.values();
    }

    /**
     * Hears of every instance that comes or goes, on the queue of its type: the listener must return at once.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<InstanceId> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /**
     * Hears of every instance that was looked at anew, whether it stands on something else or not; on the queue of its
     * type: the watcher must return at once. What is gone, listeners hear.
     */
    public void watch(Consumer<Instance> watcher) {
        watchers.add(watcher);
    }

    void stood(Instance instance) {
        watchers.forEach(each -> each.accept(instance));
    }

    void add(Instance instance) {
        byId.put(instance.id(), instance);
        listeners.forEach(each -> each.accept(instance.id()));
    }

    void remove(InstanceId id) {
        byId.remove(id);
        listeners.forEach(each -> each.accept(id));
    }

    /** Retires the slots of all, and waits until their connector objects are closed, but not longer than this. */
    public void retire(Duration limit) {
        CompletableFuture<?>[] closing = byId.values().stream()
                .map(Instance::standing)
                .flatMap(standing -> standing.serving().stream())
                .map(ConnectorSlot::retire)
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(closing).get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            LOG.warn(
                    "not all connector objects are closed after {} s; the runtime stops without them",
                    limit.toSeconds());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
