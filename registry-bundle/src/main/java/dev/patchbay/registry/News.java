package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.Reconciler;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.overlay.Overlays;
import dev.patchbay.registry.secret.Secrets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What may concern instances, on its way to the reconciler: noted on the thread that brings it, and looked into on the
 * queue of the instance's type.
 */
final class News {
    private final Configurations configurations;
    private final Overlays overlays;
    private final ConnectorTypes types;
    private final Reconciler reconciler;
    private final SerialQueues queues;
    private final Consumer<String> reconfigured;

    /** @param reconfigured hears, on the queue of the type, that an instance of a type is defined otherwise than before */
    News(
            Configurations configurations,
            Overlays overlays,
            ConnectorTypes types,
            Reconciler reconciler,
            SerialQueues queues,
            Consumer<String> reconfigured) {
        this.configurations = configurations;
        this.overlays = overlays;
        this.types = types;
        this.reconciler = reconciler;
        this.queues = queues;
        this.reconfigured = reconfigured;
    }

    /**
     * Listens from now on, and takes what ConfigAdmin has already for news.
     *
     * @return end it
     */
    List<Runnable> open(Secrets secrets) {
        List<Runnable> ends = List.of(
                configurations.listen(this::configured),
                overlays.listen(this::configured),
                secrets.onChange(this::secretsChanged));
        configurations.list().definitions().forEach(each -> configured(each.id()));
        return ends;
    }

    /** Defines the instances that nothing but overlays defines. */
    void defineByOverlays() {
        overlays.ids().forEach(this::configured);
    }

    /** A bundle of a type has come, gone or changed. */
    void typeChanged(String type) {
        queues.submit(type, () -> {
            // Where a version serves, its factory service is the news; here only the reason can have changed.
            if (types.versions(type).isEmpty()) {
                reconciler.refresh(type);
            }
        });
    }

    private void configured(InstanceId id) {
        queues.submit(id.type(), () -> {
            overlays.over(id, configurations.read(id)).ifPresentOrElse(reconciler::define, () -> reconciler.remove(id));
            reconfigured.accept(id.type());
        });
    }

    /** Only those that use one which has changed. */
    private void secretsChanged(Set<InstanceId> concerned) {
        concerned.forEach(id -> queues.submit(id.type(), () -> reconciler.refresh(id)));
    }
}
