package dev.patchbay.launcher.command;

import dev.patchbay.launcher.Patchbay;
import dev.patchbay.launcher.StartException;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** {@code patchbay run}: a runtime in this process until it is asked to end. */
public final class RunCommand {
    private final Path home;
    private final boolean withShell;
    private final Surroundings surroundings;
    private final boolean untilReady;
    private final Termination termination = new Termination();

    /** @param withShell whether to give a shell, if there is a terminal */
    public RunCommand(Path home, boolean withShell, Surroundings surroundings) {
        this(home, withShell && surroundings.terminal(), surroundings, false);
    }

    private RunCommand(Path home, boolean withShell, Surroundings surroundings, boolean untilReady) {
        this.home = home;
        this.withShell = withShell;
        this.surroundings = surroundings;
        this.untilReady = untilReady;
    }

    /** One that ends of itself when everything is there. */
    static RunCommand untilReady(Path home, Surroundings surroundings) {
        return new RunCommand(home, false, surroundings, true);
    }

    /** Runs to the end, and ends the process. */
    public void execute() {
        HttpProperties.set();
        termination.hook();
        termination.exit(run());
    }

    private int run() {
        return new GuardedRun(home).run(streams -> {
            fillHome();
            Logging logging = Logging.start(home, !withShell);
            try {
                return serve(logging, streams);
            } finally {
                logging.stop();
            }
        });
    }

    private void fillHome() {
        try {
            if (surroundings.distribution().isPresent()
                    && new FreshHome(surroundings.distribution().get()).fill(home)) {
                System.out.println("made the home '" + home + "' from config/; from now on this copy counts");
            }
        } catch (IOException e) {
            throw StartException.unusableHome(home, e);
        }
    }

    private int serve(Logging logging, StandardStreams streams) {
        Patchbay patchbay = Patchbay.builder()
                .home(home)
                .onRedaction(present -> {
                    logging.redact(present);
                    streams.redact(present);
                })
                .build();
        try {
            patchbay.start();
            serve(patchbay, logging);
            return 0;
        } catch (StartException e) {
            LoggerFactory.getLogger(RunCommand.class).debug("The runtime could not be started", e);
            throw e;
        } catch (IOException e) {
            throw new StartException("The command socket of '" + home + "' cannot be made: " + e.getMessage(), e);
        } finally {
            patchbay.close();
        }
    }

    private void serve(Patchbay patchbay, Logging logging) throws IOException {
        RunningVerbs verbs = new RunningVerbs(patchbay.bundleContext());
        CommandServer server = CommandServer.start(patchbay.home(), verbs::find, termination::request);
        try {
            new FirstMinute(patchbay, verbs, surroundings, withShell).tell();
            if (untilReady) {
                return;
            }
            serveBesideArchiveMaker(patchbay.home(), logging);
        } finally {
            server.stopAccepting();
            patchbay.close();
            // Only now, for whoever asked for the end is told that it has come.
            server.close();
        }
    }

    private void serveBesideArchiveMaker(Path path, Logging logging) throws IOException {
        ArchiveMaker archive = ArchiveMaker.start(path, surroundings);
        try {
            awaitEnd(path, logging);
        } finally {
            archive.close();
        }
    }

    private void awaitEnd(Path path, Logging logging) throws IOException {
        if (!withShell) {
            termination.await();
            return;
        }
        try (Shell shell = new Shell(path, surroundings.directory())) {
            logging.divert(shell::say);
            Thread reader = new Thread(() -> read(shell), "patchbay-shell");
            reader.setDaemon(true);
            reader.start();
            termination.await();
        } finally {
            logging.divert(System.err::println);
        }
    }

    private void read(Shell shell) {
        try {
            shell.run("stops the runtime");
        } catch (IOException | RuntimeException e) {
            LoggerFactory.getLogger(RunCommand.class).error("The shell ended unexpectedly", e);
        } finally {
            termination.request();
        }
    }
}
