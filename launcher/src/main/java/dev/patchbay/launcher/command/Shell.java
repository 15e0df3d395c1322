package dev.patchbay.launcher.command;

import dev.patchbay.launcher.command.Request.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads lines from a terminal and sends them to the runtime of a home. A line whose first word is a verb is split into
 * words and sent verbatim; any other line is Gogo's.
 */
public final class Shell implements AutoCloseable {
    private static final Set<String> LEAVE = Set.of("exit", "quit");
    private static final String STOP = "stop";
    private static final String HELP = "help";

    private final Path home;
    private final Path directory;
    private final Terminal terminal;
    private final LineReader reader;
    private final Client client;
    private volatile boolean closed;

    /**
     * Opens the terminal of this process.
     *
     * @param home absolute
     * @param directory against which file names in lines are resolved
     */
    public Shell(Path home, Path directory) throws IOException {
        this.directory = directory;
        // Forks stty; the native providers would need a flag on newer JDKs and a library in a temporary directory.
        this.terminal = TerminalBuilder.builder()
                .system(true)
                .ffm(false)
                .jni(false)
                .exec(true)
                .dumb(true)
                .graphemeCluster(false)
                .build();
        this.home = home;
        this.client = client(InputStream.nullInputStream());
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("patchbay")
                .parser(new ShellParser())
                .completer(this::complete)
                // What is typed after it by mistake must not be found there.
                .variable(LineReader.HISTORY_IGNORE, "secret set *")
                .variable(LineReader.HISTORY_FILE, privateFile(home.resolve("data/history")))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                .build();
    }

    /**
     * Serves until the person leaves or the runtime ends.
     *
     * @param leaving what leaving the shell means, told at the start
     */
    public void run(String leaving) throws IOException {
        say("Tab completes, help lists the verbs; exit or Ctrl-D " + leaving + ".");
        Optional<String> line = read();
        while (line.isPresent() && obey(line.get())) {
            line = read();
        }
    }

    /** Shows a line of somebody else's, above the line that is being typed. */
    public void say(String line) {
        if (reader.isReading()) {
            reader.printAbove(line);
        } else {
            terminal.writer().println(line);
            terminal.flush();
        }
    }

    /** Ends a command that runs and gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        closed = true;
        client.cancel();
        terminal.close();
    }

    private Optional<String> read() {
        while (true) {
            try {
                return Optional.of(reader.readLine("patchbay> "));
            } catch (UserInterruptException e) {
                // Ctrl-C on a line drops the line.
            } catch (EndOfFileException | IOError e) {
                return Optional.empty();
            } catch (IllegalStateException e) {
                if (closed) {
                    return Optional.empty();
                }
                throw e;
            }
        }
    }

    /** @return whether to go on */
    private boolean obey(String line) throws IOException {
        List<String> words = LineWords.split(line).words();
        if (words.isEmpty()) {
            return true;
        }
        if (LEAVE.contains(words.get(0)) && words.size() == 1) {
            return false;
        }
        if (words.equals(List.of(STOP))) {
            return send(new Request(Kind.STOP, words, directory, 0, 0)) != 0;
        }
        List<String> verbs = client.ask(Request.question(Kind.NAMES, List.of()));
        if (words.equals(List.of(HELP)) && !verbs.contains(HELP)) {
            say(Help.verbs(verbs));
            return true;
        }
        List<String> sent = verbs.contains(words.get(0)) ? words : List.of("exec", line);
        int columns = Math.max(terminal.getColumns(), 20);
        Request request = new Request(Kind.RUN, sent, directory, columns, columns);
        if (HiddenValue.isWantedBy(sent)) {
            sendSecret(request);
        } else {
            send(request);
        }
        return true;
    }

    private void sendSecret(Request request) throws IOException {
        try {
            send(request, client(new ByteArrayInputStream(HiddenValue.ask(new HiddenLines(terminal)))));
        } catch (UsageException e) {
            say(e.getMessage());
        }
    }

    private int send(Request request) throws IOException {
        return send(request, client);
    }

    /** Runs a request that Ctrl-C ends. */
    private int send(Request request, Client by) throws IOException {
        Terminal.SignalHandler before = terminal.handle(Signal.INT, signal -> by.cancel());
        try {
            return by.run(request);
        } finally {
            terminal.flush();
            terminal.handle(Signal.INT, before);
        }
    }

    private Client client(InputStream in) {
        return new Client(home, in, terminal.output(), terminal.output());
    }

    private void complete(LineReader from, ParsedLine line, List<Candidate> candidates) {
        List<String> words = new ArrayList<>(line.words());
        try {
            for (String word : client.ask(Request.question(Kind.COMPLETE, words))) {
                boolean whole = !word.endsWith("=") && !word.endsWith("/");
                candidates.add(new Candidate(word, word, null, null, null, null, whole));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (words.size() == 1) {
            for (String word : List.of("exit", HELP, STOP)) {
                candidates.add(new Candidate(word));
            }
        }
    }

    /** A history holds what was typed, and that is nobody else's business. */
    private static Path privateFile(Path file) throws IOException {
        if (Files.notExists(file) && Files.isWritable(file.getParent())) {
            OnlyOwner.keep(Files.createFile(file));
        }
        return file;
    }
}
