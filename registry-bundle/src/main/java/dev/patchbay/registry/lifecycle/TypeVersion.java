package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.ConnectorRules;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.osgi.framework.Version;

/** One version of a connector type that can serve: a factory service, its facts and its schema. */
public final class TypeVersion {
    private final ConnectorMetadata metadata;
    private final FactoryHold.Source factories;
    private final Supplier<Schema> schemaSource;
    private final ConnectorRules rules;
    /** Slots whose object is being made, is there, or is being closed; guarded by this. */
    private final Set<ConnectorSlot> live = new HashSet<>();
    /** Guarded by this. */
    private boolean leaving;

    private volatile Schema schema;

    /** A version that has no rules beyond its schema. */
    public TypeVersion(ConnectorMetadata metadata, FactoryHold.Source factories, Supplier<Schema> schemaSource) {
        this(metadata, factories, schemaSource, ConnectorRules.NONE);
    }

    /** @param schemaSource read once, when the first instance asks; may be slow, must not fail */
    public TypeVersion(
            ConnectorMetadata metadata,
            FactoryHold.Source factories,
            Supplier<Schema> schemaSource,
            ConnectorRules rules) {
        this.metadata = metadata;
        this.factories = factories;
        this.schemaSource = schemaSource;
        this.rules = rules;
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

    /** What holds for several settings together. */
    public ConnectorRules rules() {
        return rules;
    }

    FactoryHold hold() {
        return factories.hold();
    }

    /** A slot is about to make its object; false if the version is leaving and makes none any more. */
    synchronized boolean enter(ConnectorSlot slot) {
        return !leaving && live.add(slot);
    }

    synchronized void leave(ConnectorSlot slot) {
        live.remove(slot);
    }

    /** Makes no connector object any more and retires every one there is; completes when the last is closed. */
    CompletableFuture<Void> retireAll() {
        List<CompletableFuture<Void>> closing =
                leaving().stream().map(ConnectorSlot::retire).toList();
        return CompletableFuture.allOf(closing.toArray(CompletableFuture[]::new));
    }

    private synchronized List<ConnectorSlot> leaving() {
        leaving = true;
        return List.copyOf(live);
    }

    /** The longest that any connector object of this version may take to drain. */
    synchronized Duration drainLimit() {
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
