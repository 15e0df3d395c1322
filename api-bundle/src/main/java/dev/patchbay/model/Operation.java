package dev.patchbay.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Describes one operation of an {@code Invoker}: its name, its parameters, and whether it may be repeated. */
public final class Operation {
    private final String name;
    private final String description;
    private final boolean idempotent;
    private final List<Parameter> parameters;

    private Operation(Builder builder) {
        this.name = builder.name;
        this.description = builder.description;
        this.idempotent = builder.idempotent;
        this.parameters = List.copyOf(builder.parameters);
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** Also the name of the method in a caller's own interface. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Whether doing it twice is the same as doing it once, so that a failed attempt may be repeated. */
    public boolean idempotent() {
        return idempotent;
    }

    public List<Parameter> parameters() {
        return parameters;
    }

    /** One named argument of an operation. */
    public static final class Parameter {
        private final String name;
        private final String description;
        private final boolean required;

        private Parameter(String name, String description, boolean required) {
            this.name = Objects.requireNonNull(name, "name");
            this.description = Objects.requireNonNull(description, "description");
            this.required = required;
        }

        public String name() {
            return name;
        }

        public String description() {
            return description;
        }

        public boolean required() {
            return required;
        }
    }

    /** Collects the parts of an operation; not thread-safe. */
    public static final class Builder {
        private final String name;
        private final List<Parameter> parameters = new ArrayList<>();
        private String description = "";
        private boolean idempotent;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        public Builder description(String value) {
            this.description = Objects.requireNonNull(value, "description");
            return this;
        }

        public Builder idempotent() {
            this.idempotent = true;
            return this;
        }

        public Builder required(String parameter, String meaning) {
            parameters.add(new Parameter(parameter, meaning, true));
            return this;
        }

        public Builder optional(String parameter, String meaning) {
            parameters.add(new Parameter(parameter, meaning, false));
            return this;
        }

        public Operation build() {
            return new Operation(this);
        }
    }
}
