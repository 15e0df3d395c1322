package dev.patchbay.launcher.command;

import dev.patchbay.api.Console;
import dev.patchbay.launcher.DryRuntime;
import dev.patchbay.launcher.StartException;
import java.io.InputStream;

/** {@code patchbay inspect}, {@code check} and, where none runs, {@code secret}: a verb without a runtime. */
public final class DryCommand {
    private static final int FAILED = 1;

    private final CommandLine line;
    private final Surroundings surroundings;
    private final InputStream in;

    public DryCommand(CommandLine line, Surroundings surroundings) {
        this(line, surroundings, System.in);
    }

    DryCommand(CommandLine line, Surroundings surroundings, InputStream in) {
        this.line = line;
        this.surroundings = surroundings;
        this.in = in;
    }

    /** @return the exit code */
    public int execute() {
        Logging logging = Logging.startQuiet();
        try (DryRuntime dry = DryRuntime.start(line.home())) {
            // For an end by a signal; after an orderly one it finds nothing to do.
            Runtime.getRuntime().addShutdownHook(new Thread(dry::close, "patchbay-shutdown"));
            return dry.verbs().run(line.words(), console());
        } catch (StartException e) {
            System.err.println(e.getMessage());
            return FAILED;
        } finally {
            logging.stop();
        }
    }

    private Console console() {
        Console.Builder console = Console.builder(System.out, System.err)
                .in(in)
                .directory(surroundings.directory())
                .errTerminal(surroundings.errColumns());
        if (surroundings.columns() > 0) {
            console.terminal(surroundings.columns());
        }
        return console.build();
    }
}
