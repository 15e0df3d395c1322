package dev.patchbay.registry.call;

import dev.patchbay.model.InstanceId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The shares of the threads for isolated calls that are in use; of nobody else anything is kept. Thread-safe. */
final class InstanceShares {
    private record Guest(InstanceId id, String tenant) {}

    private final Map<InstanceId, InstanceShare> ofInstances = new ConcurrentHashMap<>();
    private final Map<InstanceId, InstanceShare> ofAllGuests = new ConcurrentHashMap<>();
    private final Map<Guest, InstanceShare> ofGuests = new ConcurrentHashMap<>();

    /**
     * What a tenant may have of an instance's threads; the caller must end that with {@link InstanceShare#leave} or
     * {@link InstanceShare#giveBack}.
     */
    InstanceShare join(InstanceId id, String tenant) {
        InstanceShare total = join(ofInstances, id, () -> InstanceShare.ofInstance(() -> quit(ofInstances, id)));
        if (tenant.equals(id.tenant())) {
            return total;
        }
        // Whoever is in one has joined the greater one before, so that it is always a part of the present one.
        InstanceShare all = join(ofAllGuests, id, () -> InstanceShare.ofGuests(total, () -> quit(ofAllGuests, id)));
        Guest guest = new Guest(id, tenant);
        return join(ofGuests, guest, () -> InstanceShare.ofGuest(all, () -> quit(ofGuests, guest)));
    }

    /** How many there are. */
    int size() {
        return ofInstances.size() + ofAllGuests.size() + ofGuests.size();
    }

    private static <K> InstanceShare join(Map<K, InstanceShare> shares, K key, Supplier<InstanceShare> made) {
        return shares.compute(key, (any, present) -> (present == null ? made.get() : present).join());
    }

    private static <K> void quit(Map<K, InstanceShare> shares, K key) {
        shares.computeIfPresent(key, (any, share) -> share.quit() ? null : share);
    }
}
