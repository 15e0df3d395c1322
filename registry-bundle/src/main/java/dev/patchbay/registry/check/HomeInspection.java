package dev.patchbay.registry.check;

/** Looks through the home of the runtime, or of the dry one. Thread-safe. */
@FunctionalInterface
public interface HomeInspection {

    /** Finds all that is wrong at once; changes nothing. Takes as long as it takes to read all files. */
    HomeReport inspect();
}
