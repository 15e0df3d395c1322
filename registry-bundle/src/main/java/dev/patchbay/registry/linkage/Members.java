package dev.patchbay.registry.linkage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A class, and all that can be referred to of it: wherever the JVM would look, up to Object and to every interface, and no
 * further than it has to. For one thread.
 */
final class Members {
    private final Sighting owner;
    private final List<Sighting> places = new ArrayList<>(4);
    private final Set<ClassFacts> met = new HashSet<>(4);
    /** How many of the places were asked for their supertypes. */
    private int climbed;

    private boolean complete = true;

    Members(Sighting owner) {
        this.owner = owner;
        if (owner.isFound()) {
            places.add(owner);
            met.add(owner.facts());
        }
    }

    /** Whether the class is one of a package that the bundle neither holds nor imports. */
    boolean isUnimported() {
        return owner.outcome() == Sighting.Outcome.UNIMPORTED;
    }

    /** Whether a member is surely not there, or, of 0, the class itself. */
    boolean lacks(long member) {
        return switch (owner.outcome()) {
            case FOUND -> member != 0 && !contains(member);
            case ABSENT -> member == 0;
            default -> false;
        };
    }

    /** Also true if it could be in a supertype that nobody knows. */
    private boolean contains(long member) {
        for (int at = 0; at < places.size(); at++) {
            if (places.get(at).facts().declares(member)) {
                return true;
            }
            if (at == climbed) {
                climb(places.get(at));
            }
        }
        return !complete;
    }

    private void climb(Sighting place) {
        climbed++;
        for (String supertype : place.facts().supertypes()) {
            Sighting sighting = place.home().find(supertype);
            complete &= sighting.isFound();
            if (sighting.isFound() && met.add(sighting.facts())) {
                places.add(sighting);
            }
        }
    }
}
