package dev.patchbay.registry.config;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.secret.SecretReference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the settings of an instance refer to. Reads files and asks providers; never call it under a lock. */
public final class InstanceSecrets {
    private final Definition definition;
    private final Map<String, String> texts;
    private final Backing backing;

    InstanceSecrets(Definition definition, Map<String, String> texts, Backing backing) {
        this.definition = definition;
        this.texts = texts;
        this.backing = backing;
    }

    /** Whether there is anything that can change without somebody changing the configuration. */
    public boolean isEmpty() {
        return references().isEmpty();
    }

    /** Finds out anew what they are, whatever is in memory. */
    public void renew() {
        backing.secrets().renew(references(), tenant());
    }

    /** Whether one has become another since a moment of {@link System#nanoTime}, or since the settings were checked. */
    public boolean haveChangedSince(long moment) {
        return foundChangedSince(moment) || differ(texts.keySet());
    }

    /** Whether one was found to be another since a moment of {@link System#nanoTime}; asks nobody, and reads nothing. */
    public boolean foundChangedSince(long moment) {
        return references().stream().anyMatch(each -> backing.secrets().changedSince(moment, each, tenant()));
    }

    /** Whether one of these settings would have another value if it were checked now. */
    public boolean differ(Set<String> keys) {
        return keys.stream().anyMatch(this::differs);
    }

    /**
     * Stores another value of a setting where its reference points to, durably before it returns.
     *
     * @throws ConnectorException with INVALID_CONFIG if that is no place to store to, or could not be written
     */
    public void store(String key, Secret secret) {
        Object value = definition.values().get(key);
        Optional<SecretReference> place = value instanceof String
                ? SecretReference.parse(ResolvedText.written(definition, value, backing))
                        .filter(each -> !each.scheme().equals(SecretReference.FILE))
                : Optional.empty();
        if (place.isEmpty()) {
            throw failure("'" + key + "' cannot be stored, because its value is not one reference; write " + key
                    + " = $[keystore:NAME] in " + definition.source());
        }
        backing.secrets().store(place.get(), tenant(), secret).ifPresent(reason -> {
            throw failure("'" + key + "' cannot be stored in '" + place.get() + "': " + reason);
        });
    }

    private ConnectorException failure(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, "'" + definition.id() + "': " + sentence);
    }

    private boolean differs(String key) {
        Object value = definition.values().get(key);
        if (!(value instanceof String text) || !text.contains("$[")) {
            return false;
        }
        ResolvedText now = ResolvedText.of(definition, value, backing);
        return now.faults().isEmpty() && !now.text().equals(texts.get(key));
    }

    private Set<SecretReference> references() {
        return ResolvedText.references(definition, backing);
    }

    private String tenant() {
        return definition.id().tenant();
    }
}
