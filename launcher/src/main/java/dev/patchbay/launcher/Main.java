package dev.patchbay.launcher;

import dev.patchbay.launcher.command.CommandLine;
import dev.patchbay.launcher.command.DryCommand;
import dev.patchbay.launcher.command.RunCommand;
import dev.patchbay.launcher.command.SecretCommand;
import dev.patchbay.launcher.command.ShellCommand;
import dev.patchbay.launcher.command.Surroundings;
import dev.patchbay.launcher.command.UsageException;
import dev.patchbay.launcher.command.VerbCommand;
import dev.patchbay.launcher.command.Version;
import java.util.List;

/** The command line; see {@code patchbay help}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Surroundings surroundings = Surroundings.ofProcess();
        try {
            CommandLine line = CommandLine.parse(List.of(arguments), System.getenv(), surroundings.directory());
            // A client has a quarter of a second: what it does not need, it must not load.
            switch (line.verb()) {
                case "run" -> new RunCommand(line.home(), line.wantsShell(), surroundings).execute();
                case "shell" -> System.exit(new ShellCommand(line.home(), surroundings).execute());
                case "inspect", "check" -> System.exit(new DryCommand(line, surroundings).execute());
                case "secret" -> System.exit(new SecretCommand(line, surroundings).execute());
                case "version", "--version" -> System.out.println(Version.sentence());
                case "help", "--help", "-h" -> System.exit(new VerbCommand(line, surroundings).help());
                default -> System.exit(new VerbCommand(line, surroundings).execute());
            }
        } catch (UsageException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }
}
