package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.InstanceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** All configured instances. */
public final class Instances {
    private final Map<InstanceId, Instance> byId = new ConcurrentHashMap<>();
    private final List<Consumer<InstanceId>> listeners = new CopyOnWriteArrayList<>();

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

    void add(Instance instance) {
        byId.put(instance.id(), instance);
        listeners.forEach(each -> each.accept(instance.id()));
    }

    void remove(InstanceId id) {
        byId.remove(id);
        listeners.forEach(each -> each.accept(id));
    }
}
