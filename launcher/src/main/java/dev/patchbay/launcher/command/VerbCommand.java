package dev.patchbay.launcher.command;

import dev.patchbay.launcher.command.Request.Kind;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code patchbay VERB ARGS...}: one verb in the runtime of the home. */
public final class VerbCommand {
    private static final int FAILED = 1;

    private final CommandLine line;
    private final Surroundings surroundings;
    private final Client client;

    public VerbCommand(CommandLine line, Surroundings surroundings) {
        this.line = line;
        this.surroundings = surroundings;
        // The bare streams: what the verb writes goes through as it is.
        this.client = new Client(
                line.home(),
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
    }

    /** @return the exit code */
    public int execute() {
        boolean stop = line.verb().equals("stop");
        if (stop && line.words().size() > 1) {
            throw new UsageException("'stop' takes no arguments; write: patchbay stop [--home DIR]");
        }
        if (!stop) {
            Runtime.getRuntime().addShutdownHook(new Interruption());
        }
        try {
            return client.run(new Request(
                    stop ? Kind.STOP : Kind.RUN,
                    line.words(),
                    surroundings.directory(),
                    surroundings.columns(),
                    surroundings.errColumns()));
        } catch (IOException e) {
            System.err.println("'" + line.verb() + "' could not be run: " + e.getMessage());
            return FAILED;
        }
    }

    /** Ctrl-C ends the verb and lets it say how far it came; after an orderly end there is nothing to do. */
    private final class Interruption extends Thread {
        Interruption() {
            super("patchbay-interruption");
        }

        @Override
        public void run() {
            client.cancelAndWait();
        }
    }

    /** Tells of the verb in question if the runtime knows how to, and of the command if not. */
    public int help() {
        List<String> verbs = new ArrayList<>();
        try {
            verbs.addAll(client.ask(Request.question(Kind.NAMES, List.of())));
        } catch (IOException e) {
            // Help without a runtime is still help.
        }
        if (line.words().size() > 1 && verbs.contains("help")) {
            return execute();
        }
        System.out.println(Help.usage(verbs));
        return 0;
    }
}
