package dev.patchbay.registry.shell;

import dev.patchbay.api.InstanceStatus;
import dev.patchbay.api.Setting;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.secret.SecretReference;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which instances use which secret, as their settings are now. Immutable. */
final class SecretUses {
    private static final String OWN = "default";

    private final Map<String, Set<String>> users = new HashMap<>();

    /** @param places each {@code keystore:NAME} and {@code secret:NAME} that is there */
    SecretUses(Instances instances, Set<String> places) {
        for (InstanceStatus each : instances.all()) {
            for (Setting setting : settings(instances, each.id())) {
                SecretReference.allIn(setting.value()).forEach(reference -> add(reference, each.id(), places));
            }
        }
    }

    List<String> of(String place) {
        return List.copyOf(users.getOrDefault(place, Set.of()));
    }

    /** A secret as it is known everywhere; the keystore does not tell upper case from lower case. */
    static String place(String scheme, String name) {
        return scheme + ":" + (scheme.equals("keystore") ? name.toLowerCase(Locale.ENGLISH) : name);
    }

    /** A tenant's own counts before what is shared. */
    private void add(SecretReference reference, InstanceId id, Set<String> places) {
        String own = id.tenant().equals(OWN) ? reference.name() : id.tenant() + "/" + reference.name();
        String mine = place(reference.scheme(), own);
        String used = places.contains(mine) ? mine : place(reference.scheme(), "@shared/" + reference.name());
        users.computeIfAbsent(used, any -> new TreeSet<>()).add(id.toString());
    }

    private static List<Setting> settings(Instances instances, InstanceId id) {
        try {
            return instances.registry().settings(id);
        } catch (ConnectorException e) {
            // It has gone meanwhile.
            return List.of();
        }
    }
}
