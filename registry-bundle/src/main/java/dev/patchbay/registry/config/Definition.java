package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.secret.SecretReference;
import java.io.File;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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

    private Definition(
            InstanceId id,
            String source,
            String file,
            Map<String, Object> values,
            List<Problem> problems,
            long revision,
            Map<String, String> overlaid) {
        this.id = Objects.requireNonNull(id, "id");
        this.source = file == null ? Objects.requireNonNull(source, "source") : null;
        this.file = file;
        this.values = Map.copyOf(values);
        this.problems = List.copyOf(problems);
        this.revision = revision;
        this.overlaid = Map.copyOf(overlaid);
    }

    /** What a file says. */
    public static Definition ofFile(InstanceId id, Path file, Map<String, Object> values, List<Problem> problems) {
        return new Definition(id, null, file.toString(), values, problems, 0, Map.of());
    }

    /** What something else than a file says; {@code source} names it, for example {@code program}. */
    public static Definition of(InstanceId id, String source, Map<String, Object> values) {
        return new Definition(id, source, null, values, List.of(), 0, Map.of());
    }

    /** What stands in a definition for a value that stays in its file. */
    public static String referenceTo(Path file, String key) {
        return new SecretReference(SecretReference.FILE, file.getFileName() + "#" + key).toString();
    }

    /** Reads the properties of a configuration. */
    static Definition read(InstanceId id, String pid, Dictionary<String, Object> properties) {
        Map<String, Object> values = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!MetaKeys.isMeta(key)) {
                values.put(key, properties.get(key));
            }
        }
        long revision = properties.get(MetaKeys.REVISION) instanceof Long number ? number : 0;
        Optional<String> origin = file(properties);
        if (origin.isPresent()) {
            String file = origin.get();
            List<Problem> problems = problems(properties.get(MetaKeys.PROBLEMS), nameOf(file));
            return new Definition(id, null, file, values, problems, revision, Map.of());
        }
        Object source = properties.get(MetaKeys.SOURCE);
        String named = source instanceof String text ? text : "configuration " + pid;
        return new Definition(id, named, null, values, List.of(), revision, Map.of());
    }

    /** FileInstall's own installer keeps a URI. */
    private static Optional<String> file(Dictionary<String, Object> properties) {
        if (properties.get(MetaKeys.FILE) instanceof String path) {
            return Optional.of(path);
        }
        try {
            return properties.get(MetaKeys.FILE_INSTALL) instanceof String uri
                    ? Optional.of(Path.of(URI.create(uri)).toString())
                    : Optional.empty();
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Without its folder. */
    private static String nameOf(String file) {
        return file.substring(file.lastIndexOf(File.separatorChar) + 1);
    }

    private static List<Problem> problems(Object encoded, String file) {
        return encoded instanceof String[] texts
                ? Stream.of(texts)
                        .map(text -> EncodedProblem.decode(text, file))
                        .toList()
                : List.of();
    }

    /** What {@link #read} reads. */
    Hashtable<String, Object> toProperties() {
        Hashtable<String, Object> properties = new Hashtable<>(values);
        if (file == null) {
            properties.put(MetaKeys.SOURCE, source);
        } else {
            properties.put(MetaKeys.FILE, file);
        }
        if (!problems.isEmpty()) {
            properties.put(
                    MetaKeys.PROBLEMS,
                    problems.stream().map(EncodedProblem::encode).toArray(String[]::new));
        }
        if (revision != 0) {
            properties.put(MetaKeys.REVISION, revision);
        }
        return properties;
    }

    /** The same definition with some values replaced or added. */
    public Definition with(Map<String, Object> others) {
        Map<String, Object> merged = new HashMap<>(values);
        merged.putAll(others);
        Map<String, String> origins = new HashMap<>(overlaid);
        origins.keySet().removeAll(others.keySet());
        return new Definition(id, source, file, merged, problems, revision, origins);
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
        return new Definition(id, source, file, merged, problems, revision, origins);
    }

    /** The same definition, told apart from that of another revision. */
    public Definition withRevision(long number) {
        return new Definition(id, source, file, values, problems, number, overlaid);
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

    /** What was wrong with the file. */
    public List<Problem> problems() {
        return problems;
    }

    /** Grows when a value changes that stands behind a reference to the file. */
    public long revision() {
        return revision;
    }

    @Override
    public String toString() {
        return id + " from " + source();
    }
}
