package dev.patchbay.api;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Version;

/** What {@code @ConnectorType} and Metatype tell of a connector in a bundle, for one that a host registers itself. */
public final class TypeDefinition {
    private final ConnectorMetadata metadata;
    private final List<Attribute> attributes;

    private TypeDefinition(Builder builder) {
        this.metadata = ConnectorMetadata.builder(builder.type, builder.version)
                .capabilities(builder.capabilities)
                .recordTypes(builder.recordTypes)
                .authMethods(builder.authMethods)
                .incremental(builder.incremental)
                .documentation(builder.documentation)
                .source("the host application")
                .build();
        this.attributes = builder.attributes == null ? null : List.copyOf(builder.attributes);
    }

    public static Builder builder(String type) {
        return new Builder(type);
    }

    public ConnectorMetadata metadata() {
        return metadata;
    }

    /** The settings of its instances; empty if any key is allowed. */
    public Optional<List<Attribute>> attributes() {
        return Optional.ofNullable(attributes);
    }

    /** Collects the parts of a definition; not thread-safe. */
    public static final class Builder {
        private final String type;
        private Set<Capability> capabilities = Set.of();
        private List<String> recordTypes = List.of();
        private Version version = new Version(1, 0, 0);
        private List<String> authMethods = List.of();
        private boolean incremental;
        private String documentation = "";
        private List<Attribute> attributes;

        private Builder(String type) {
            this.type = Objects.requireNonNull(type, "type");
        }

        /** If none is given: 1.0.0. */
        public Builder version(Version value) {
            this.version = Objects.requireNonNull(value, "version");
            return this;
        }

        public Builder capabilities(Capability... values) {
            this.capabilities = Set.of(values);
            return this;
        }

        public Builder recordTypes(String... values) {
            this.recordTypes = List.of(values);
            return this;
        }

        public Builder authMethods(String... values) {
            this.authMethods = List.of(values);
            return this;
        }

        public Builder incremental(boolean value) {
            this.incremental = value;
            return this;
        }

        public Builder documentation(String value) {
            this.documentation = Objects.requireNonNull(value, "documentation");
            return this;
        }

        /** The settings of its instances; without this, any key is allowed. */
        public Builder attributes(List<Attribute> values) {
            this.attributes = Objects.requireNonNull(values, "attributes");
            return this;
        }

        public TypeDefinition build() {
            return new TypeDefinition(this);
        }
    }
}
