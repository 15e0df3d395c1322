package dev.patchbay.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The settings that instances of a type may have: its own, and after them those that every instance has. */
public final class Schema {
    private final String type;
    private final String description;
    private final List<Attribute> attributes;
    private final Map<String, Attribute> byKey = new HashMap<>();
    private final boolean open;

    private Schema(String type, String description, List<Attribute> attributes, boolean open) {
        this.type = Objects.requireNonNull(type, "type");
        this.description = Objects.requireNonNull(description, "description");
        this.attributes = List.copyOf(attributes);
        this.attributes.forEach(each -> byKey.putIfAbsent(each.key(), each));
        this.open = open;
    }

    /** A schema that knows every key. */
    public static Schema of(String type, String description, List<Attribute> attributes) {
        return new Schema(type, description, attributes, false);
    }

    /** The same schema, but one under which unknown keys are no problem: a type that declares no schema has it. */
    public Schema open() {
        return new Schema(type, description, attributes, true);
    }

    public String type() {
        return type;
    }

    public String description() {
        return description;
    }

    public List<Attribute> attributes() {
        return attributes;
    }

    /** Whether keys that no attribute names are allowed. */
    public boolean isOpen() {
        return open;
    }

    public Optional<Attribute> attribute(String key) {
        return Optional.ofNullable(byKey.get(key));
    }
}
