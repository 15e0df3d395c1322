package dev.patchbay.registry.lifecycle;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.framework.VersionRange;

/** The types that can serve, several versions of each, the newest first. */
public final class ConnectorTypes {
    private static final Comparator<TypeVersion> NEWEST_FIRST =
            Comparator.comparing(TypeVersion::version).reversed();

    private final Map<String, List<TypeVersion>> byName = new ConcurrentHashMap<>();

    /** Sorted. */
    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    public List<TypeVersion> versions(String type) {
        return byName.getOrDefault(type, List.of());
    }

    public Optional<TypeVersion> newest(String type) {
        return versions(type).stream().findFirst();
    }

    /** The newest version of a type that a range allows; an absent range allows all. */
    public Optional<TypeVersion> newest(String type, Optional<VersionRange> range) {
        return versions(type).stream()
                .filter(each ->
                        range.map(allowed -> allowed.includes(each.version())).orElse(true))
                .findFirst();
    }

    /** Of two equal versions the one that came first stays first: a duplicate takes nothing over. */
    public void add(TypeVersion version) {
        byName.merge(
                version.type(),
                List.of(version),
                (present, one) -> Stream.concat(present.stream(), one.stream())
                        .sorted(NEWEST_FIRST)
                        .toList());
    }

    void remove(TypeVersion version) {
        byName.computeIfPresent(version.type(), (type, present) -> {
            List<TypeVersion> rest =
                    present.stream().filter(each -> each != version).toList();
            return rest.isEmpty() ? null : rest;
        });
    }
}
