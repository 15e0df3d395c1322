package dev.patchbay.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** One setting that a connector type knows, as its Metatype declares it. */
public final class Attribute {

    /** The form of a value. */
    public enum Type {
        /** Any text. */
        STRING,
        /** Text that is never shown and never stored in clear. */
        PASSWORD,
        /** {@code true} or {@code false}. */
        BOOLEAN,
        /** A whole number of 32 bits. */
        INTEGER,
        /** A whole number of 64 bits. */
        LONG,
        /** A number with a fraction. */
        DOUBLE,
        /** A number and a unit: {@code 100ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or ISO-8601. */
        DURATION,
        /** A range of versions: {@code [1.2,2)}, or {@code 1.2} for that and all later ones. */
        VERSION_RANGE,
        /** An absolute address, without a password in it: {@code https://api.example.com}. */
        URL
    }

    private final String key;
    private final String name;
    private final String description;
    private final Type type;
    private final boolean required;
    private final boolean list;
    private final List<String> defaults;
    private final List<String> options;
    private final String minimum;
    private final String maximum;
    private final List<String> schemes;
    private final Pattern pattern;
    private final String expected;

    private Attribute(Builder builder) {
        this.key = builder.key;
        this.name = builder.name;
        this.description = builder.description;
        this.type = builder.type;
        this.required = builder.required;
        this.list = builder.list;
        this.defaults = List.copyOf(builder.defaults);
        this.options = List.copyOf(builder.options);
        this.minimum = builder.minimum;
        this.maximum = builder.maximum;
        this.schemes = List.copyOf(builder.schemes);
        this.pattern = builder.pattern;
        this.expected = builder.expected;
    }

    public static Builder builder(String key, Type type) {
        return new Builder(key, type);
    }

    /** The key in a configuration, lower case with dots. */
    public String key() {
        return key;
    }

    /** A short label. */
    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    public Type type() {
        return type;
    }

    /** Whether a configuration must have it: there is no default. */
    public boolean required() {
        return required;
    }

    /** Whether it may have several values, written with commas between them. */
    public boolean list() {
        return list;
    }

    /** The values if the configuration has none; empty if there is no default. */
    public List<String> defaults() {
        return defaults;
    }

    /** The only values allowed; empty if any is. */
    public List<String> options() {
        return options;
    }

    /** The least value allowed, or the least length of a text. */
    public Optional<String> minimum() {
        return Optional.ofNullable(minimum);
    }

    /** The greatest value allowed, or the greatest length of a text. */
    public Optional<String> maximum() {
        return Optional.ofNullable(maximum);
    }

    /** The schemes that a URL may have; empty if any will do, or it is no URL. */
    public List<String> schemes() {
        return schemes;
    }

    /** What the whole of each value has to match. */
    public Optional<Pattern> pattern() {
        return Optional.ofNullable(pattern);
    }

    /** What a value looks like that matches the pattern, to go on after "write"; empty if nobody has said. */
    public String expected() {
        return expected;
    }

    /** Collects the parts of an attribute; not thread-safe. */
    public static final class Builder {
        private final String key;
        private final Type type;
        private String name;
        private String description = "";
        private boolean required;
        private boolean list;
        private List<String> defaults = List.of();
        private List<String> options = List.of();
        private String minimum;
        private String maximum;
        private List<String> schemes = List.of();
        private Pattern pattern;
        private String expected = "";

        private Builder(String key, Type type) {
            this.key = Objects.requireNonNull(key, "key");
            this.type = Objects.requireNonNull(type, "type");
            this.name = key;
        }

        public Builder name(String value) {
            this.name = Objects.requireNonNull(value, "name");
            return this;
        }

        public Builder description(String value) {
            this.description = Objects.requireNonNull(value, "description");
            return this;
        }

        public Builder required(boolean value) {
            this.required = value;
            return this;
        }

        public Builder list(boolean value) {
            this.list = value;
            return this;
        }

        public Builder defaults(List<String> values) {
            this.defaults = values;
            return this;
        }

        public Builder options(List<String> values) {
            this.options = values;
            return this;
        }

        public Builder minimum(String value) {
            this.minimum = value;
            return this;
        }

        public Builder maximum(String value) {
            this.maximum = value;
            return this;
        }

        public Builder schemes(List<String> values) {
            this.schemes = values;
            return this;
        }

        /**
         * @param expected what a value looks like that matches, to go on after "write"; may be empty
         * @throws java.util.regex.PatternSyntaxException if the expression is none
         */
        public Builder pattern(String expression, String expected) {
            this.pattern = Pattern.compile(expression);
            this.expected = Objects.requireNonNull(expected, "expected");
            return this;
        }

        public Attribute build() {
            return new Attribute(this);
        }
    }
}
