package dev.patchbay.registry.overlay;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.Overlay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** All overlays at one time. What is added first wins. */
final class OverlayTable {
    private final Map<InstanceId, Map<String, Overlay>> byInstance = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Takes a value if its name means a setting, and none that came earlier set that.
     *
     * @param source see {@link Overlay#source}
     */
    void add(String name, String value, String source) {
        if (!OverlayName.isOurs(name)) {
            return;
        }
        try {
            OverlayName meant = OverlayName.parse(name);
            Map<String, Overlay> overlays = byInstance.computeIfAbsent(meant.id(), id -> new HashMap<>());
            Overlay earlier = overlays.putIfAbsent(meant.key(), new Overlay(value, source, source + ' ' + name));
            if (earlier != null && earlier.source().equals(source)) {
                problems.add(Problem.of("'" + name + "' (" + source + ") sets '" + meant.key() + "' of '" + meant.id()
                        + "' a second time, after " + earlier.origin() + "; keep one of them"));
            }
        } catch (IllegalArgumentException e) {
            problems.add(Problem.of("'" + name + "' (" + source + ") " + e.getMessage()));
        }
    }

    void add(List<Problem> more) {
        problems.addAll(more);
    }

    Set<InstanceId> ids() {
        return byInstance.keySet();
    }

    /** By key. */
    Map<String, Overlay> of(InstanceId id) {
        return byInstance.getOrDefault(id, Map.of());
    }

    List<Problem> problems() {
        return problems;
    }

    /** The instances that have other overlays in the other table. */
    Set<InstanceId> differences(OverlayTable other) {
        Set<InstanceId> differing = new TreeSet<>(byInstance.keySet());
        differing.addAll(other.byInstance.keySet());
        differing.removeIf(id -> Objects.equals(of(id), other.of(id)));
        return differing;
    }
}
