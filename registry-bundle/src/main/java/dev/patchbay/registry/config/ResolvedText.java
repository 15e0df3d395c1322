package dev.patchbay.registry.config;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.secret.Resolution;
import dev.patchbay.registry.secret.SecretReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A configured value with its references resolved, and what is to be known about that. */
final class ResolvedText {
    private final Definition definition;
    private final Backing backing;
    private final List<Secret> secrets = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> lapses = new ArrayList<>();
    private boolean inFile;
    private final String written;
    private final String text;

    private ResolvedText(Definition definition, Object value, Backing backing, boolean resolve) {
        this.definition = definition;
        this.backing = backing;
        this.written = each(value, this::fromFile);
        this.text = resolve ? each(value, part -> SecretReference.replaceAll(fromFile(part), this::resolve)) : written;
    }

    static ResolvedText of(Definition definition, Object value, Backing backing) {
        return new ResolvedText(definition, value, backing, true);
    }

    /** As its author wrote it, with the references in it; nobody is asked what they stand for. */
    static String written(Definition definition, Object value, Backing backing) {
        return new ResolvedText(definition, value, backing, false).written;
    }

    /** All references of a definition, but for those to its own file. */
    static Set<SecretReference> references(Definition definition, Backing backing) {
        Set<SecretReference> found = new HashSet<>();
        for (Object value : definition.values().values()) {
            if (!(value instanceof String text) || text.contains("$[")) {
                SecretReference.allIn(written(definition, value, backing)).stream()
                        .filter(each -> !each.scheme().equals(SecretReference.FILE))
                        .forEach(found::add);
            }
        }
        return found;
    }

    /** With every reference replaced; those that cannot be resolved by nothing. */
    String text() {
        return text;
    }

    /** As its author wrote it, with the references in it. */
    String written() {
        return written;
    }

    /** What references in it stand for. */
    List<Secret> secrets() {
        return secrets;
    }

    /** Clauses that tell what cannot be resolved. */
    List<String> faults() {
        return faults;
    }

    /** Clauses that tell what cannot be resolved any more, and has the value that it had. */
    List<String> lapses() {
        return lapses;
    }

    /** Whether it stands in its file, and ConfigAdmin has not got it. */
    boolean inFile() {
        return inFile;
    }

    /** Whether it stands in its file without any reference. */
    boolean clearInFile() {
        return inFile && SecretReference.allIn(written).isEmpty();
    }

    /** Values that ConfigAdmin does not hold are read from the definition's own file, and only from that. */
    private String fromFile(String part) {
        Optional<SecretReference> reference =
                SecretReference.parse(part).filter(each -> each.scheme().equals(SecretReference.FILE));
        Optional<String> value = reference.flatMap(this::ownValue);
        if (value.isPresent()) {
            inFile = true;
        }
        return value.orElse(part);
    }

    private Optional<String> ownValue(SecretReference reference) {
        return definition.file().flatMap(file -> {
            String prefix = file.getFileName() + "#";
            return reference.name().startsWith(prefix)
                    ? backing.files()
                            .value(file, definition.id(), reference.name().substring(prefix.length()))
                    : Optional.empty();
        });
    }

    private String resolve(SecretReference reference) {
        Resolution resolution = reference.scheme().equals(SecretReference.FILE)
                ? Resolution.unresolved("a file gives values only to the instance that it defines, and must have them")
                : backing.secrets().resolve(reference, definition.id().tenant());
        resolution.secret().ifPresent(secrets::add);
        if (!resolution.reason().isEmpty()) {
            boolean lapsed = resolution.secret().isPresent();
            (lapsed ? lapses : faults)
                    .add("refers to '" + reference + "', which cannot be resolved" + (lapsed ? " any more: " : ": ")
                            + resolution.reason());
        }
        return resolution.secret().map(Secret::reveal).orElse("");
    }

    private static String each(Object value, UnaryOperator<String> change) {
        if (value instanceof String single) {
            return change.apply(single);
        }
        Collection<?> parts = value instanceof Collection<?> collection
                ? collection
                : value instanceof Object[] array ? Arrays.asList(array) : null;
        return parts == null
                ? ListText.of(value)
                : ListText.join(parts.stream()
                        .map(part -> change.apply(String.valueOf(part)))
                        .toList());
    }
}
