package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Version;

/** One version of a connector type that can serve: a factory service, its facts and its schema. */
public final class TypeVersion {
    private final ConnectorMetadata metadata;
    private final FactoryHold.Source factories;
    private final Supplier<Schema> schemaSource;
    private final Set<ConnectorSlot> live = ConcurrentHashMap.newKeySet();
    private volatile Schema schema;

    /** @param schemaSource read once, when the first instance asks; may be slow, must not fail */
    public TypeVersion(ConnectorMetadata metadata, FactoryHold.Source factories, Supplier<Schema> schemaSource) {
        this.metadata = metadata;
        this.factories = factories;
        this.schemaSource = schemaSource;
    }

    public String type() {
        return metadata.type();
    }

    public Version version() {
        return metadata.version();
    }

    public ConnectorMetadata metadata() {
        return metadata;
    }

    public Schema schema() {
        Schema known = schema;
        if (known == null) {
            known = schemaSource.get();
            schema = known;
        }
        return known;
    }

    FactoryHold hold() {
        return factories.hold();
    }

    void opened(ConnectorSlot slot) {
        live.add(slot);
    }

    void closed(ConnectorSlot slot) {
        live.remove(slot);
    }

    /** Retires every connector object of this version; completes when the last is closed. */
    CompletableFuture<Void> retireAll() {
        List<CompletableFuture<Void>> closing =
                live.stream().map(ConnectorSlot::retire).toList();
        return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
    }

    /** The longest that any connector object of this version may take to drain. */
    Duration drainLimit() {
        return live.stream()
                .map(ConnectorSlot::drainLimit)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        return type() + " " + version();
    }
}
