package dev.patchbay.registry.lifecycle;

import dev.patchbay.model.Secret;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets that a connector object was given since its settings were checked: they may have been rotated. Thread-safe. */
final class HandedOutSecrets {
    /** Of rotated ones: those before are accepted nowhere any more. */
    private static final int MOST = 64;

    private final Set<Secret> secrets = ConcurrentHashMap.newKeySet();

    Set<Secret> all() {
        return Set.copyOf(secrets);
    }

    void add(Secret secret) {
        if (!secrets.contains(secret)) {
            if (secrets.size() >= MOST) {
                secrets.clear();
            }
            secrets.add(secret);
        }
    }
}
