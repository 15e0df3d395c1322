package dev.patchbay.launcher.command;

import dev.patchbay.launcher.command.Request.Kind;
import java.io.ByteArrayInputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.Optional;

/**
 * {@code patchbay secret}: in the runtime of the home if one runs, and without one if not. What is to be kept comes from
 * the standard input, or is asked for if that is a terminal.
 */
public final class SecretCommand {
    private static final int FAILED = 1;

    private final CommandLine line;
    private final Surroundings surroundings;

    public SecretCommand(CommandLine line, Surroundings surroundings) {
        this.line = line;
        this.surroundings = surroundings;
    }

    /** @return the exit code */
    public int execute() {
        if (!Files.isDirectory(line.home())) {
            System.err.println("'" + line.home() + "' is no home: there is no such folder; 'run' makes one");
            return FAILED;
        }
        try {
            InputStream in = input();
            return runs() ? inRuntime(in) : new DryCommand(line, surroundings, in).execute();
        } catch (IOException e) {
            System.err.println("'secret' could not be run: " + e.getMessage());
            return FAILED;
        }
    }

    private int inRuntime(InputStream in) throws IOException {
        Client client = new Client(
                line.home(), in, new FileOutputStream(FileDescriptor.out), new FileOutputStream(FileDescriptor.err));
        return client.run(new Request(
                Kind.RUN, line.words(), surroundings.directory(), surroundings.columns(), surroundings.errColumns()));
    }

    private boolean runs() throws IOException {
        Optional<SocketChannel> channel = new CommandSocket(line.home()).connect();
        if (channel.isPresent()) {
            channel.get().close();
        }
        return channel.isPresent();
    }

    private InputStream input() throws IOException {
        if (!HiddenValue.isWantedBy(line.words()) || !surroundings.typed()) {
            return System.in;
        }
        Console console = System.console();
        if (console == null) {
            throw new IOException("a value that is typed needs a terminal for what is printed, too; or pipe the value");
        }
        return new ByteArrayInputStream(HiddenValue.ask(prompt ->
                Optional.ofNullable(console.readPassword("%s", prompt)).map(String::new)));
    }
}
