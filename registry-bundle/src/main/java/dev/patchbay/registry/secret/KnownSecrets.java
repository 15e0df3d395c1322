package dev.patchbay.registry.secret;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The secrets in memory: those that instances use, and for a moment those that somebody else has asked for. It knows which
 * instance uses which, so that a change is told to those only that it concerns.
 */
final class KnownSecrets {
    private final Map<SecretKey, KnownSecret> byKey = new ConcurrentHashMap<>();
    private final Map<InstanceId, Set<SecretKey>> byUser = new ConcurrentHashMap<>();
    private final List<Consumer<Set<InstanceId>>> listeners = new CopyOnWriteArrayList<>();
    private final Function<SecretKey, Resolution> reader;
    private final Runnable onNew;

    /** @param onNew called when there is another secret that must be looked at from time to time */
    KnownSecrets(Function<SecretKey, Resolution> reader, Runnable onNew) {
        this.reader = reader;
        this.onNew = onNew;
    }

    Resolution get(SecretKey key) {
        KnownSecret known = of(key);
        Resolution before = known.latest();
        Resolution found = known.get();
        if (found != before && known.differsFrom(before)) {
            tell(known.users());
        }
        return found;
    }

    /** All that are known, for looking at each: sees what comes meanwhile, or not. */
    Collection<KnownSecret> all() {
        return byKey.values();
    }

    /** Looks at all: for what is done for a whole scheme at once, and seldom. */
    List<SecretKey> inScheme(String scheme) {
        return byKey.keySet().stream()
                .filter(key -> key.scheme().equals(scheme))
                .toList();
    }

    Optional<KnownSecret> find(SecretKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** Every secret in memory, those that cannot be had now included. */
    Stream<Secret> secrets() {
        return byKey.values().stream()
                .map(KnownSecret::latest)
                .filter(each -> each != null)
                .flatMap(each -> each.secret().stream());
    }

    /** An instance uses these from now on, and no others; only one thread at a time says so of an instance. */
    void use(InstanceId id, Set<SecretKey> keys) {
        Set<SecretKey> before = keys.isEmpty() ? byUser.remove(id) : byUser.put(id, Set.copyOf(keys));
        for (SecretKey key : keys) {
            byKey.compute(key, (same, known) -> {
                KnownSecret used = known == null ? make(key) : known;
                used.add(id);
                return used;
            });
        }
        if (!keys.isEmpty()) {
            onNew.run();
        }
        if (before != null) {
            before.stream().filter(key -> !keys.contains(key)).forEach(key -> leave(id, key));
        }
    }

    /** Which an instance uses. */
    Set<SecretKey> usedBy(InstanceId id) {
        return byUser.getOrDefault(id, Set.of());
    }

    /** Forgets what no instance uses and nobody has asked for since this was last called. */
    void sweep() {
        for (SecretKey key : byKey.keySet()) {
            byKey.computeIfPresent(key, (same, known) -> known.isForgotten() ? null : known);
        }
    }

    /**
     * Reads those of these that are known again, and tells those who use one that has changed. If one has, all other local ones that they use
     * are read before that: user and password that change together are seen together.
     */
    void refresh(Collection<SecretKey> keys) {
        Map<KnownSecret, Resolution> before = new HashMap<>();
        keys.stream().map(byKey::get).filter(each -> each != null).forEach(each -> reread(each, before));
        Set<InstanceId> concerned = users(before);
        for (InstanceId id : concerned) {
            usedBy(id).stream()
                    .filter(SecretKey::isLocal)
                    .map(byKey::get)
                    .filter(each -> each != null && !before.containsKey(each))
                    .forEach(each -> reread(each, before));
        }
        tell(concerned.isEmpty() ? concerned : users(before));
    }

    /** What was stored is known without reading it. */
    void stored(SecretKey key, Secret secret) {
        KnownSecret known = of(key);
        Resolution before = known.latest();
        known.take(secret);
        if (known.differsFrom(before)) {
            tell(known.users());
        }
    }

    /** @return ends it */
    Runnable listen(Consumer<Set<InstanceId>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void close() {
        listeners.clear();
    }

    private static void reread(KnownSecret known, Map<KnownSecret, Resolution> before) {
        Resolution latest = known.latest();
        if (latest != null || known.isBeingRead()) {
            // Who is reading it for the first time may be getting what it was before.
            before.put(known, latest == null ? Resolution.INTERRUPTED : latest);
            known.refresh();
        }
    }

    private static Set<InstanceId> users(Map<KnownSecret, Resolution> before) {
        Set<InstanceId> users = new HashSet<>();
        before.forEach((known, latest) -> {
            if (known.differsFrom(latest)) {
                users.addAll(known.users());
            }
        });
        return users;
    }

    private void tell(Set<InstanceId> concerned) {
        if (!concerned.isEmpty()) {
            listeners.forEach(each -> each.accept(concerned));
        }
    }

    private void leave(InstanceId id, SecretKey key) {
        byKey.computeIfPresent(key, (same, known) -> known.remove(id) ? null : known);
    }

    private KnownSecret of(SecretKey key) {
        KnownSecret known = byKey.get(key);
        if (known == null) {
            known = byKey.computeIfAbsent(key, this::make);
            onNew.run();
        }
        return known;
    }

    private KnownSecret make(SecretKey key) {
        return new KnownSecret(key, () -> reader.apply(key));
    }
}
