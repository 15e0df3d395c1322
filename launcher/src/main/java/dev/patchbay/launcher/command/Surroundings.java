package dev.patchbay.launcher.command;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What only the start script knows of the place where the command was typed; it says so in system properties.
 *
 * @param distribution where config/ and deploy/ of a fresh home come from; empty without a start script
 * @param directory where the command was typed: a runtime's working directory is its home
 * @param columns the width of the terminal that shows standard output; 0 if none does
 * @param errColumns the same of the error stream
 * @param terminal whether a person types and reads
 * @param typed whether standard input is a terminal, wherever the output goes
 * @param script how the command was called
 * @param homeNamed whether the home has to be named in a call
 */
public record Surroundings(
        Optional<Path> distribution,
        Path directory,
        int columns,
        int errColumns,
        boolean terminal,
        boolean typed,
        String script,
        boolean homeNamed) {

    public static Surroundings ofProcess() {
        Optional<Path> distribution =
                Optional.ofNullable(System.getProperty("patchbay.distribution")).map(Path::of);
        Path directory = Path.of(System.getProperty("patchbay.directory", "")).toAbsolutePath();
        return new Surroundings(
                distribution,
                directory,
                Integer.getInteger("patchbay.columns", 0),
                Integer.getInteger("patchbay.columns.err", 0),
                Boolean.getBoolean("patchbay.terminal"),
                Boolean.getBoolean("patchbay.typed"),
                System.getProperty("patchbay.script", "patchbay"),
                Boolean.getBoolean("patchbay.home.named"));
    }
}
