package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.secret.SecretReference;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An instance as somebody configured it, before anybody looked at whether it makes sense. */
public final class Definition {
    private final InstanceId id;
    /** Null if it is a file. */
    private final String source;
    /** As ConfigAdmin has it, so that it is in memory once; null if it is no file. */
    private final String file;

    private final Map<String, Object> values;
    private final List<Problem> problems;
    private final long revision;
    /** By key: where the values stand that were laid over those of the source. */
    private final Map<String, String> overlaid;
    /** By key: the environment variable that a value was filled from. */
    private final Map<String, String> filled;

    private Definition(Builder builder) {
        this.id = builder.id;
        this.source = builder.file == null ? Objects.requireNonNull(builder.source, "source") : null;
        this.file = builder.file;
        this.values = Map.copyOf(builder.values);
        this.problems = List.copyOf(builder.problems);
        this.revision = builder.revision;
        this.overlaid = Map.copyOf(builder.overlaid);
        this.filled = Map.copyOf(builder.filled);
    }

    /** What a file says. */
    public static Definition ofFile(InstanceId id, Path file, Map<String, Object> values, List<Problem> problems) {
        return new Builder(id)
                .file(file.toString())
                .values(values)
                .problems(problems)
                .build();
    }

    /** What something else than a file says; {@code source} names it, for example {@code program}. */
    public static Definition of(InstanceId id, String source, Map<String, Object> values) {
        return new Builder(id).source(source).values(values).build();
    }

    /** What stands in a definition for a value that stays in its file. */
    public static String referenceTo(Path file, String key) {
        return new SecretReference(SecretReference.FILE, file.getFileName() + "#" + key).toString();
    }

    /** The same definition with some values replaced or added. */
    public Definition with(Map<String, Object> others) {
        Map<String, Object> merged = new HashMap<>(values);
        merged.putAll(others);
        Map<String, String> origins = new HashMap<>(overlaid);
        origins.keySet().removeAll(others.keySet());
        Map<String, String> variables = new HashMap<>(filled);
        variables.keySet().removeAll(others.keySet());
        return new Builder(this)
                .values(merged)
                .overlaid(origins)
                .filled(variables)
                .build();
    }

    /** The same definition with single values laid over it, which ConfigAdmin never has. */
    public Definition under(Map<String, Overlay> overlays) {
        if (overlays.isEmpty()) {
            return this;
        }
        Map<String, Object> merged = new HashMap<>(values);
        Map<String, String> origins = new HashMap<>();
        overlays.forEach((key, overlay) -> {
            merged.put(key, overlay.value());
            origins.put(key, overlay.origin());
        });
        return new Builder(this).values(merged).overlaid(origins).build();
    }

    /** The same definition, told apart from that of another revision. */
    public Definition withRevision(long number) {
        return new Builder(this).revision(number).build();
    }

    /** The same definition, whose values of some keys environment variables were put into: their names by key. */
    public Definition filledFrom(Map<String, String> variables) {
        return variables.isEmpty() ? this : new Builder(this).filled(variables).build();
    }

    public InstanceId id() {
        return id;
    }

    /** What defines the instance: the name of a file, {@code program}, or {@code configuration PID}. */
    public String source() {
        return file == null ? source : nameOf(file);
    }

    /** The file that it was read from, absolute. */
    public Optional<Path> file() {
        return Optional.ofNullable(file).map(Path::of);
    }

    /** The settings as they were written, in no order: texts, numbers, arrays and collections of those. */
    public Map<String, Object> values() {
        return values;
    }

    /** Where a value stands if it was laid over the source's; empty for the source's own. */
    public Optional<String> overlaid(String key) {
        return Optional.ofNullable(overlaid.get(key));
    }

    /** The environment variable that was put into a value of the source's own; empty if none was. */
    public Optional<String> filled(String key) {
        return overlaid.containsKey(key) ? Optional.empty() : Optional.ofNullable(filled.get(key));
    }

    /** What was wrong with the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** Grows when a value changes that stands behind a reference to the file. */
    public long revision() {
        return revision;
    }

    Map<String, String> filled() {
        return filled;
    }

    /** Of a file, without its folder. */
    static String nameOf(String file) {
        return file.substring(file.lastIndexOf(File.separatorChar) + 1);
    }

    @Override
    public String toString() {
        return id + " from " + source();
    }

    /** One to be made, or a copy to be changed. */
    static final class Builder {
        private final InstanceId id;
        private String source;
        private String file;
        private Map<String, Object> values = Map.of();
        private List<Problem> problems = List.of();
        private long revision;
        private Map<String, String> overlaid = Map.of();
        private Map<String, String> filled = Map.of();

        Builder(InstanceId id) {
            this.id = Objects.requireNonNull(id, "id");
        }

        private Builder(Definition other) {
            this.id = other.id;
            this.source = other.source;
            this.file = other.file;
            this.values = other.values;
            this.problems = other.problems;
            this.revision = other.revision;
            this.overlaid = other.overlaid;
            this.filled = other.filled;
        }

        Builder source(String name) {
            this.source = name;
            return this;
        }

        Builder file(String path) {
            this.file = path;
            return this;
        }

        Builder values(Map<String, Object> all) {
            this.values = all;
            return this;
        }

        Builder problems(List<Problem> all) {
            this.problems = all;
            return this;
        }

        Builder revision(long number) {
            this.revision = number;
            return this;
        }

        Builder overlaid(Map<String, String> origins) {
            this.overlaid = origins;
            return this;
        }

        Builder filled(Map<String, String> variables) {
            this.filled = variables;
            return this;
        }

        Definition build() {
            return new Definition(this);
        }
    }
}
