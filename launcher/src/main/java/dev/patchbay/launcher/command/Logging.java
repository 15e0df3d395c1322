package dev.patchbay.launcher.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.patchbay.api.Redaction;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * The command's logging: a readable line on standard error, everything as JSON in log/. Made in code, because reading a
 * configuration file costs a tenth of a second at each start; {@code -Dlogback.configurationFile=FILE} replaces it.
 */
final class Logging {
    private final LoggerContext context;
    private final ConsoleLines console;
    private final LogRedaction redaction;

    private Logging(LoggerContext context, ConsoleLines console, LogRedaction redaction) {
        this.context = context;
        this.console = console;
        this.redaction = redaction;
    }

    /**
     * Begins to log.
     *
     * @param talkative whether the console shows what goes well, too: nobody sits before it then
     */
    static Logging start(Path home, boolean talkative) {
        boolean ours = takeOver();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogRedaction redaction = new LogRedaction();
        ConsoleLines console = new ConsoleLines(talkative ? Level.INFO : Level.WARN, redaction);
        if (ours) {
            Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.INFO);
            console.setContext(context);
            console.start();
            root.addAppender(console);
            JsonFile file = new JsonFile(home.resolve("log"), redaction);
            file.setContext(context);
            file.start();
            root.addAppender(file);
        }
        return new Logging(context, console, redaction);
    }

    /** Begins to log errors only, to the console only: for a command that answers, and writes no log. */
    static Logging startQuiet() {
        boolean ours = takeOver();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogRedaction redaction = new LogRedaction();
        ConsoleLines console = new ConsoleLines(Level.ERROR, redaction);
        if (ours) {
            Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
            root.setLevel(Level.ERROR);
            console.setContext(context);
            console.start();
            root.addAppender(console);
        }
        return new Logging(context, console, redaction);
    }

    /** What is logged from now on goes through this. */
    void redact(Redaction present) {
        redaction.use(present);
    }

    /** Where the console's lines go from now on. */
    void divert(Consumer<String> lines) {
        console.divert(lines);
    }

    /** Writes what is still to be written. */
    void stop() {
        context.stop();
    }

    /** Has to happen before the first logger is made; false if somebody has configured logging otherwise. */
    private static boolean takeOver() {
        boolean ours = System.getProperty("logback.configurationFile") == null;
        if (ours) {
            System.setProperty("slf4j.provider", BareLogback.class.getName());
            // Or it tells on the error stream that it does so.
            System.setProperty("slf4j.internal.verbosity", "WARN");
        }
        return ours;
    }
}
