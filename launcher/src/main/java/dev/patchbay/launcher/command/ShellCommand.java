package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.file.Path;

/** {@code patchbay shell}: a shell in a runtime that runs in another process. */
public final class ShellCommand {
    private final Path home;
    private final Surroundings surroundings;

    public ShellCommand(Path home, Surroundings surroundings) {
        this.home = home;
        this.surroundings = surroundings;
    }

    /** @return the exit code */
    public int execute() {
        if (new CommandSocket(home).connect().isEmpty()) {
            System.err.println(Client.nothingRuns(home));
            return 1;
        }
        try (Shell shell = new Shell(home, surroundings.directory())) {
            shell.run("leaves; the runtime goes on");
            return 0;
        } catch (IOException e) {
            System.err.println("The shell ended: " + e.getMessage());
            return 1;
        }
    }
}
