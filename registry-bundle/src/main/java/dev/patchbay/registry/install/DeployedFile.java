package dev.patchbay.registry.install;

import java.util.List;
import java.util.stream.Stream;

/**
 * A file in deploy/ as it was last looked at.
 *
 * @param file its name, without folder
 * @param order files that were there earlier have a lower one
 * @param seen of the bytes that were looked at last
 * @param jar the last sound bytes of the file; null if there never were any
 * @param former what the file held before, and what goes on until {@code jar} has proved itself; null if there is nothing
 * @param problem why the bytes that were looked at last are not {@code jar}; null if they are
 */
record DeployedFile(String file, long order, Stamp seen, Jar jar, Jar former, String problem) {

    static DeployedFile fresh(String file, long order) {
        return new DeployedFile(file, order, Stamp.NONE, null, null, null);
    }

    /** The same bytes again, or other ones: what has proved itself goes on until these have. */
    DeployedFile holding(Jar next, Stamp stamp) {
        if (jar == null || jar.sha256().equals(next.sha256())) {
            return new DeployedFile(file, order, stamp, next, former, null);
        }
        Jar proved = former == null ? jar : former;
        boolean successor =
                proved.keys().equals(next.keys()) && !proved.sha256().equals(next.sha256());
        return new DeployedFile(file, order, stamp, next, successor ? proved : null, null);
    }

    /** The bytes that lie there now cannot be used; what was there before goes on. */
    DeployedFile spoilt(String why, Stamp stamp) {
        return new DeployedFile(file, order, stamp, jar, former, why);
    }

    /** What it holds has proved itself. */
    DeployedFile proved() {
        return new DeployedFile(file, order, seen, jar, null, problem);
    }

    /** What it offers, the preferred first. */
    Stream<Jar> offers() {
        return offered().stream();
    }

    /** The same as a list. */
    List<Jar> offered() {
        if (jar == null) {
            return List.of();
        }
        return former == null ? List.of(jar) : List.of(jar, former);
    }
}
