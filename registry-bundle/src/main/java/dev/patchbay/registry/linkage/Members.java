package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All that can be referred to of a class: wherever the JVM would look, up to Object and to every interface. */
final class Members {
    private final List<ClassFacts> places = new ArrayList<>();
    private final boolean complete;

    Members(ClassFacts owner) {
        places.add(owner);
        complete = addSupertypes();
    }

    /** Also true if it could be in a supertype that nobody knows. */
    boolean contains(long member) {
        if (!complete) {
            return true;
        }
        for (ClassFacts each : places) {
            if (each.declares(member)) {
                return true;
            }
        }
        return false;
    }

    private boolean addSupertypes() {
        Set<ClassFacts> met = new HashSet<>(places);
        for (int at = 0; at < places.size(); at++) {
            ClassFacts place = places.get(at);
            for (String supertype : place.supertypes()) {
                Sighting sighting = place.home().find(supertype);
                if (!sighting.isFound()) {
                    return false;
                }
                if (met.add(sighting.facts())) {
                    places.add(sighting.facts());
                }
            }
        }
        return true;
    }
}
