package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A start for the sake of a class-data archive, in a process of its own and on a home of its own: it does what a first
 * start does, and ends when it is ready. When whoever wanted it has gone, which its standard input tells, it goes too.
 */
final class Training {

    private Training() {}

    /** @param arguments the home, the distribution */
    public static void main(String[] arguments) {
        Thread watch = new Thread(Training::leaveWithParent, "patchbay-parent");
        watch.setDaemon(true);
        watch.start();
        Path home = Path.of(arguments[0]);
        Surroundings surroundings =
                new Surroundings(Optional.of(Path.of(arguments[1])), home, 0, 0, false, false, "patchbay", false);
        RunCommand.untilReady(home, surroundings).execute();
    }

    private static void leaveWithParent() {
        try {
            while (System.in.read() >= 0) {
                // Nobody writes.
            }
        } catch (IOException e) {
            // Gone as well.
        }
        Runtime.getRuntime().halt(1);
    }
}
