package dev.patchbay.api;

import dev.patchbay.model.Capability;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.osgi.framework.Version;

/** The static facts of one version of a connector type. */
public final class ConnectorMetadata {
    private final String type;
    private final Version version;
    private final Set<Capability> capabilities;
    private final List<String> recordTypes;
    private final List<String> authMethods;
    private final boolean incremental;
    private final String documentation;
    private final String source;

    private ConnectorMetadata(Builder builder) {
        this.type = builder.type;
        this.version = builder.version;
        this.capabilities = Set.copyOf(builder.capabilities);
        this.recordTypes = List.copyOf(builder.recordTypes);
        this.authMethods = List.copyOf(builder.authMethods);
        this.incremental = builder.incremental;
        this.documentation = builder.documentation;
        this.source = builder.source;
    }

    public static Builder builder(String type, Version version) {
        return new Builder(type, version);
    }

    public String type() {
        return type;
    }

    public Version version() {
        return version;
    }

    public Set<Capability> capabilities() {
        return capabilities;
    }

    /** Empty if the record types depend on the instance. */
    public List<String> recordTypes() {
        return recordTypes;
    }

    public List<String> authMethods() {
        return authMethods;
    }

    public boolean incremental() {
        return incremental;
    }

    /** Where to read about it, or nothing. */
    public String documentation() {
        return documentation;
    }

    /** What brought it: the symbolic name of a bundle. */
    public String source() {
        return source;
    }

    /** Collects the parts of the facts; not thread-safe. */
    public static final class Builder {
        private final String type;
        private final Version version;
        private Set<Capability> capabilities = Set.of();
        private List<String> recordTypes = List.of();
        private List<String> authMethods = List.of();
        private boolean incremental;
        private String documentation = "";
        private String source = "";

        private Builder(String type, Version version) {
            this.type = Objects.requireNonNull(type, "type");
            this.version = Objects.requireNonNull(version, "version");
        }

        public Builder capabilities(Set<Capability> values) {
            this.capabilities = values;
            return this;
        }

        public Builder recordTypes(List<String> values) {
            this.recordTypes = values;
            return this;
        }

        public Builder authMethods(List<String> values) {
            this.authMethods = values;
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

        public Builder source(String value) {
            this.source = Objects.requireNonNull(value, "source");
            return this;
        }

        public ConnectorMetadata build() {
            return new ConnectorMetadata(this);
        }
    }
}
