package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A definition as ConfigurationAdmin keeps it: its values, and what is to be known about them under {@link MetaKeys}. */
final class DefinitionProperties {
    private DefinitionProperties() {}

    /** Others' configurations are read too, as far as they bear a PID of ours. */
    static Definition read(InstanceId id, String pid, Dictionary<String, Object> properties) {
        Map<String, Object> values = new HashMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!MetaKeys.isMeta(key)) {
                values.put(key, properties.get(key));
            }
        }
        Definition.Builder definition = new Definition.Builder(id)
                .values(values)
                .revision(properties.get(MetaKeys.REVISION) instanceof Long number ? number : 0)
                .filled(filled(properties.get(MetaKeys.FILLED)));
        Optional<String> origin = file(properties);
        if (origin.isPresent()) {
            String file = origin.get();
            return definition
                    .file(file)
                    .problems(problems(properties.get(MetaKeys.PROBLEMS), Definition.nameOf(file)))
                    .build();
        }
        Object source = properties.get(MetaKeys.SOURCE);
        return definition
                .source(source instanceof String text ? text : "configuration " + pid)
                .build();
    }

    /** What {@link #read} reads. */
    static Hashtable<String, Object> of(Definition definition) {
        Hashtable<String, Object> properties = new Hashtable<>(definition.values());
        definition
                .file()
                .ifPresentOrElse(
                        file -> properties.put(MetaKeys.FILE, file.toString()),
                        () -> properties.put(MetaKeys.SOURCE, definition.source()));
        put(properties, MetaKeys.PROBLEMS, definition.problems().stream().map(EncodedProblem::encode));
        put(
                properties,
                MetaKeys.FILLED,
                new TreeMap<>(definition.filled())
                        .entrySet().stream().map(each -> each.getKey() + '=' + each.getValue()));
        if (definition.revision() != 0) {
            properties.put(MetaKeys.REVISION, definition.revision());
        }
        return properties;
    }

    private static void put(Hashtable<String, Object> properties, String key, Stream<String> texts) {
        String[] array = texts.toArray(String[]::new);
        if (array.length > 0) {
            properties.put(key, array);
        }
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

    private static List<Problem> problems(Object encoded, String file) {
        return encoded instanceof String[] texts
                ? Stream.of(texts)
                        .map(text -> EncodedProblem.decode(text, file))
                        .toList()
                : List.of();
    }

    private static Map<String, String> filled(Object encoded) {
        Map<String, String> variables = new HashMap<>();
        if (encoded instanceof String[] texts) {
            for (String text : texts) {
                int end = text.indexOf('=');
                variables.put(text.substring(0, Math.max(0, end)), text.substring(end + 1));
            }
        }
        return variables;
    }
}
