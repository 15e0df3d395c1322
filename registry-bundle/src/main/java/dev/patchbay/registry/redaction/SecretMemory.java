package dev.patchbay.registry.redaction;

import dev.patchbay.api.Redaction;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Every secret that somebody in this process can tell. It learns a value before the value is handed out, and keeps it for
 * an hour after it was last in use: whoever was given it may still say it.
 */
@Component(
        service = {Redaction.class, SecretMemory.class},
        immediate = true)
public final class SecretMemory implements Redaction {

    /** What stands in a text where a secret was. */
    public static final String REPLACEMENT = "[secret]";

    private static final Duration KEPT = Duration.ofHours(1);
    private static final long FRESH_MILLIS = 60_000;
    private static final int FEW = 1_000;

    private final Clock clock;
    /** Distinctive values, each with the time at which it was last learned. */
    private final Map<String, Long> distinctive = new ConcurrentHashMap<>();

    private final Map<InstanceId, Set<String>> commonplace = new ConcurrentHashMap<>();
    private final Object writing = new Object();
    private volatile Runnable crowded = () -> {};
    /** How many values are so many that some may be forgotten; written with the lock. */
    private volatile int many = FEW;

    /** Written with the lock. */
    private volatile SpellingTable table = SpellingTable.empty();

    @Activate
    public SecretMemory() {
        this(Clock.systemUTC());
    }

    SecretMemory(Clock clock) {
        this.clock = clock;
    }

    /** An instance uses a secret from now on; does next to nothing if that is known. */
    public void learn(InstanceId user, Secret secret) {
        String value = secret.reveal();
        if (!Commonplace.isSecret(value)) {
            return;
        }
        if (Commonplace.isDistinctive(value)) {
            learn(value);
        } else if (!commonplace.getOrDefault(user, Set.of()).contains(value)) {
            commonplace.merge(user, Set.of(value), SecretMemory::union);
        }
    }

    @Override
    public String redact(String text) {
        return text == null ? null : table.replace(text, REPLACEMENT);
    }

    @Override
    public String redact(String text, InstanceId about) {
        String clean = redact(text);
        Set<String> words = about == null ? Set.of() : commonplace.getOrDefault(about, Set.of());
        return clean == null || words.isEmpty() ? clean : Commonplace.replace(clean, words, REPLACEMENT);
    }

    /** Hears, with the lock, when there are twice as many values as after the last look; is to call {@link #forget} later. */
    public void whenCrowded(Runnable listener) {
        crowded = listener;
    }

    /** How many values are known. */
    public int size() {
        return distinctive.size();
    }

    /**
     * Forgets what is no longer in use; takes a while if there is much, and nobody waits for it.
     *
     * @param inUse the values that instances use now
     * @param exists whether an instance is there
     */
    public void forget(Set<Secret> inUse, Predicate<InstanceId> exists) {
        long oldest = clock.millis() - KEPT.toMillis();
        Set<String> used = new HashSet<>();
        inUse.forEach(secret -> used.add(secret.reveal()));
        commonplace.keySet().removeIf(id -> !exists.test(id));
        if (distinctive.entrySet().removeIf(each -> each.getValue() < oldest && !used.contains(each.getKey()))) {
            synchronized (writing) {
                SpellingTable fresh = SpellingTable.empty();
                for (String value : distinctive.keySet()) {
                    fresh = fresh.with(value);
                }
                table = fresh;
            }
        }
        many = Math.max(FEW, 2 * distinctive.size());
    }

    /** What is in the map but not yet in the table is waited for: it must not be handed out before. */
    private void learn(String value) {
        Long known = distinctive.get(value);
        long now = clock.millis();
        if (known == null) {
            synchronized (writing) {
                if (distinctive.get(value) == null) {
                    table = table.with(value);
                }
                distinctive.put(value, now);
                if (distinctive.size() == many) {
                    many *= 2;
                    crowded.run();
                }
            }
        } else if (now - known > FRESH_MILLIS && distinctive.replace(value, now) == null) {
            // It was forgotten just now, as one that had not been in use for long.
            learn(value);
        }
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new HashSet<>(some);
        all.addAll(others);
        return Set.copyOf(all);
    }
}
