package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.apache.felix.service.command.Job;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs lines of Gogo. This class is loaded only where Gogo is: its packages are optional imports. */
@Component(service = Interpreter.class)
public final class GogoInterpreter implements Interpreter {
    /** The variable under which commands of ours find the console of their session. */
    static final String CONSOLE = "patchbay.console";
    /** The variable under which they tell that they run. */
    static final String RUNNING = "patchbay.running";

    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    /** How commands of the framework such as {@code felix:start} return that they failed, as if it were their result. */
    private static final Pattern FAILURE =
            Pattern.compile("^(?:[a-z]\\w*\\.)+\\w*(?:Exception|Error)(?:: |$)", Pattern.MULTILINE);

    private final CommandProcessor processor;

    @Activate
    public GogoInterpreter(@Reference CommandProcessor processor) {
        this.processor = processor;
    }

    @Override
    public int run(String line, Console console) throws Exception {
        RunningCommands running = new RunningCommands();
        try {
            return run(line, console, running);
        } catch (InterruptedException interrupted) {
            // A command of ours says so itself; one of somebody else's may say nothing.
            OptionalInt told = running.awaitFailure(LAST_WORD);
            if (told.isPresent()) {
                return told.getAsInt();
            }
            throw interrupted;
        }
    }

    private int run(String line, Console console, RunningCommands running) throws Exception {
        AtomicInteger exitCode = new AtomicInteger();
        // Closing the session interrupts what still runs in it, which is so when this thread is interrupted.
        try (CommandSession session = processor.createSession(console.in(), console.out(), console.err())) {
            session.put("SCOPE", "felix:gogo:connector:*");
            session.put(CONSOLE, console);
            session.put(RUNNING, running);
            session.currentDir(console.directory());
            session.setJobListener((job, before, now) -> remember(job, now, exitCode));
            Object result = session.execute(line);
            if (result != null) {
                String text = session.format(result, Converter.INSPECT).toString();
                String lines = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
                if (result instanceof String && FAILURE.matcher(lines).find()) {
                    console.err().print(FAILURE.matcher(lines).replaceAll(""));
                    return Math.max(1, exitCode.get());
                }
                console.out().print(lines);
            }
        }
        return exitCode.get();
    }

    private static void remember(Job job, Job.Status now, AtomicInteger exitCode) {
        if (now == Job.Status.Done && job.parent() == null && job.result() != null) {
            exitCode.set(job.result().error());
        }
    }
}
