package dev.patchbay.registry.linkage;

/**
 * What became of a class name.
 *
 * @param outcome what of it
 * @param facts of the class; null if it was not found
 * @param home where it was found, and where the names of its supertypes mean something; null if it was not found
 */
record Sighting(Outcome outcome, ClassFacts facts, ClassSpace home) {
    static final Sighting ABSENT = new Sighting(Outcome.ABSENT, null, null);
    static final Sighting UNKNOWN = new Sighting(Outcome.UNKNOWN, null, null);
    static final Sighting UNIMPORTED = new Sighting(Outcome.UNIMPORTED, null, null);

    enum Outcome {
        FOUND,
        /** It should be in a place that is known, and is not there. */
        ABSENT,
        /** Nobody can tell: imported if it is there, or on demand, or not readable. */
        UNKNOWN,
        /** The bundle neither holds nor imports its package. */
        UNIMPORTED
    }

    boolean isFound() {
        return outcome == Outcome.FOUND;
    }

    static Sighting of(ClassFacts facts, ClassSpace home) {
        return new Sighting(Outcome.FOUND, facts, home);
    }
}
