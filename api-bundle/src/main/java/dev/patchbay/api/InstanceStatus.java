package dev.patchbay.api;

import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.osgi.framework.Version;

/** How an instance stood at one moment. */
public final class InstanceStatus {
    private final InstanceId id;
    private final InstanceState state;
    private final String reason;
    private final Instant since;
    private final String source;
    private final Version version;
    private final Health health;
    private final String description;
    private final List<Problem> problems;

    private InstanceStatus(Builder builder) {
        this.id = builder.id;
        this.state = Objects.requireNonNull(builder.state, "state");
        this.reason = Objects.requireNonNull(builder.reason, "reason");
        this.since = Objects.requireNonNull(builder.since, "since");
        this.source = Objects.requireNonNull(builder.source, "source");
        this.version = builder.version;
        this.health = Objects.requireNonNull(builder.health, "health");
        this.description = builder.description;
        this.problems = List.copyOf(builder.problems);
    }

    public static Builder builder(InstanceId id) {
        return new Builder(id);
    }

    public InstanceId id() {
        return id;
    }

    public InstanceState state() {
        return state;
    }

    /** Why it is in this state, in one sentence. */
    public String reason() {
        return reason;
    }

    /** Since when it is in this state. */
    public Instant since() {
        return since;
    }

    /** What defines it, for example {@code connector.github~europe.cfg}. */
    public String source() {
        return source;
    }

    /** The version that serves it, or would; empty if none is installed that can. */
    public Optional<Version> version() {
        return Optional.ofNullable(version);
    }

    /** As last found out; UNKNOWN if nobody has looked. */
    public Health health() {
        return health;
    }

    /** The {@code description} setting, or nothing. */
    public String description() {
        return description;
    }

    /** Problems of the latest configuration, also while the last good settings serve on. */
    public List<Problem> problems() {
        return problems;
    }

    /** Collects the parts of a status; not thread-safe. */
    public static final class Builder {
        private final InstanceId id;
        private InstanceState state;
        private String reason;
        private Instant since;
        private String source;
        private Version version;
        private Health health = Health.unknown("not checked yet");
        private String description = "";
        private List<Problem> problems = List.of();

        private Builder(InstanceId id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        public Builder state(InstanceState value, String why, Instant when) {
            this.state = value;
            this.reason = why;
            this.since = when;
            return this;
        }

        public Builder source(String value) {
            this.source = value;
            return this;
        }

        public Builder version(Version value) {
            this.version = value;
            return this;
        }

        public Builder health(Health value) {
            this.health = value;
            return this;
        }

        public Builder description(String value) {
            this.description = Objects.requireNonNull(value, "description");
            return this;
        }

        public Builder problems(List<Problem> values) {
            this.problems = values;
            return this;
        }

        public InstanceStatus build() {
            return new InstanceStatus(this);
        }
    }
}
