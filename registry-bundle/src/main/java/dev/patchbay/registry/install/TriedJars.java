package dev.patchbay.registry.install;

import java.util.List;

/** What is known of JARs that somebody tried to run, or would. */
interface TriedJars {

    /** Whether it does its work: a connector's factory is there, a library can be used. */
    boolean works(Jar jar);

    boolean isStarting(Jar jar);

    /** Why it does not do its work, although it was tried; a sentence each. */
    List<String> obstacles(Jar jar);

    /** What may fail in it although it does its work; a sentence each. */
    List<String> warnings(Jar jar);
}
