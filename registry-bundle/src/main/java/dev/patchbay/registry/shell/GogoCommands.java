package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Process;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The verbs as Gogo commands, one method each. This class is loaded only where Gogo is: its packages are optional imports,
 * and nobody else asks for the service.
 *
 * <p>There is no command for {@code exec}, which is what Gogo does anyway, and none for {@code help}, so that Gogo's own is
 * not hidden: {@code help connector:list} and {@code connector:list --help} explain.
 */
@Component(
        service = GogoCommands.class,
        property = {
            "osgi.command.scope=connector",
            "osgi.command.function=types",
            "osgi.command.function=list",
            "osgi.command.function=info",
            "osgi.command.function=health",
            "osgi.command.function=why",
            "osgi.command.function=schema",
            "osgi.command.function=config",
            "osgi.command.function=template",
            "osgi.command.function=pull",
            "osgi.command.function=push",
            "osgi.command.function=invoke",
            "osgi.command.function=enable",
            "osgi.command.function=disable"
        })
public final class GogoCommands {
    private static final String WORDS = "--help lists them";

    private final Verbs verbs;

    @Activate
    public GogoCommands(@Reference Verbs verbs) {
        this.verbs = verbs;
    }

    @Descriptor(ListTypes.SUMMARY)
    public void types(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "types", words);
    }

    @Descriptor(ListInstances.SUMMARY)
    public void list(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "list", words);
    }

    @Descriptor(ShowInstance.SUMMARY)
    public void info(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "info", words);
    }

    @Descriptor(CheckHealth.SUMMARY)
    public void health(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "health", words);
    }

    @Descriptor(ExplainWhy.SUMMARY)
    public void why(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "why", words);
    }

    @Descriptor(ShowSchema.SUMMARY)
    public void schema(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "schema", words);
    }

    @Descriptor(ShowSettings.SUMMARY)
    public void config(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "config", words);
    }

    @Descriptor(WriteTemplate.SUMMARY)
    public void template(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "template", words);
    }

    @Descriptor(PullRecords.SUMMARY)
    public void pull(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "pull", words);
    }

    @Descriptor(PushRecords.SUMMARY)
    public void push(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "push", words);
    }

    @Descriptor(InvokeOperation.SUMMARY)
    public void invoke(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "invoke", words);
    }

    @Descriptor(SwitchInstance.SUMMARY_ON)
    public void enable(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "enable", words);
    }

    @Descriptor(SwitchInstance.SUMMARY_OFF)
    public void disable(CommandSession session, @Descriptor(WORDS) String... words) {
        run(session, "disable", words);
    }

    /** Strings rather than objects: Gogo would make numbers of words, and 1.10 would come as 1.1. */
    private void run(CommandSession session, String verb, String... words) {
        List<String> line = new ArrayList<>();
        line.add(verb);
        for (String each : words) {
            line.add(String.valueOf(each));
        }
        Process process = Process.Utils.current();
        int exitCode = verbs.run(line, console(session, process));
        if (exitCode != 0) {
            process.error(exitCode);
        }
    }

    private static Console console(CommandSession session, Process process) {
        Console.Builder console =
                Console.builder(process.out(), process.err()).in(process.in()).directory(session.currentDir());
        if (session.get(GogoInterpreter.CONSOLE) instanceof Console outer && outer.terminal() && process.isTty(1)) {
            console.terminal(outer.width());
        }
        return console.build();
    }
}
