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
            "osgi.command.function=jars",
            "osgi.command.function=list",
            "osgi.command.function=info",
            "osgi.command.function=health",
            "osgi.command.function=why",
            "osgi.command.function=schema",
            "osgi.command.function=config",
            "osgi.command.function=template",
            "osgi.command.function=export",
            "osgi.command.function=pull",
            "osgi.command.function=push",
            "osgi.command.function=invoke",
            "osgi.command.function=enable",
            "osgi.command.function=disable",
            "osgi.command.function=breaker",
            "osgi.command.function=tenant",
            "osgi.command.function=secret",
            "osgi.command.function=inspect",
            "osgi.command.function=check",
            "osgi.command.function=dev"
        })
public final class GogoCommands {
    private static final String WORDS = "operands and options; --help explains them";

    private final Verbs verbs;

    @Activate
    public GogoCommands(@Reference Verbs verbs) {
        this.verbs = verbs;
    }

    @Descriptor(ListTypes.SUMMARY)
    public void types(@Descriptor(WORDS) String... words) {
        run("types", words);
    }

    @Descriptor(ListJars.SUMMARY)
    public void jars(@Descriptor(WORDS) String... words) {
        run("jars", words);
    }

    @Descriptor(ListInstances.SUMMARY)
    public void list(@Descriptor(WORDS) String... words) {
        run("list", words);
    }

    @Descriptor(ShowInstance.SUMMARY)
    public void info(@Descriptor(WORDS) String... words) {
        run("info", words);
    }

    @Descriptor(CheckHealth.SUMMARY)
    public void health(@Descriptor(WORDS) String... words) {
        run("health", words);
    }

    @Descriptor(ExplainWhy.SUMMARY)
    public void why(@Descriptor(WORDS) String... words) {
        run("why", words);
    }

    @Descriptor(ShowSchema.SUMMARY)
    public void schema(@Descriptor(WORDS) String... words) {
        run("schema", words);
    }

    @Descriptor(ShowSettings.SUMMARY)
    public void config(@Descriptor(WORDS) String... words) {
        run("config", words);
    }

    @Descriptor(WriteTemplate.SUMMARY)
    public void template(@Descriptor(WORDS) String... words) {
        run("template", words);
    }

    @Descriptor(ExportInstances.SUMMARY)
    public void export(@Descriptor(WORDS) String... words) {
        run("export", words);
    }

    @Descriptor(PullRecords.SUMMARY)
    public void pull(@Descriptor(WORDS) String... words) {
        run("pull", words);
    }

    @Descriptor(PushRecords.SUMMARY)
    public void push(@Descriptor(WORDS) String... words) {
        run("push", words);
    }

    @Descriptor(InvokeOperation.SUMMARY)
    public void invoke(@Descriptor(WORDS) String... words) {
        run("invoke", words);
    }

    @Descriptor(SwitchInstance.SUMMARY_ON)
    public void enable(@Descriptor(WORDS) String... words) {
        run("enable", words);
    }

    @Descriptor(SwitchInstance.SUMMARY_OFF)
    public void disable(@Descriptor(WORDS) String... words) {
        run("disable", words);
    }

    @Descriptor(OrderBreaker.SUMMARY)
    public void breaker(@Descriptor(WORDS) String... words) {
        run("breaker", words);
    }

    @Descriptor(TenantVerb.SUMMARY)
    public void tenant(@Descriptor(WORDS) String... words) {
        run("tenant", words);
    }

    @Descriptor(TendSecrets.SUMMARY)
    public void secret(@Descriptor(WORDS) String... words) {
        run("secret", words);
    }

    @Descriptor(InspectJar.SUMMARY)
    public void inspect(@Descriptor(WORDS) String... words) {
        run("inspect", words);
    }

    @Descriptor(CheckHome.SUMMARY)
    public void check(@Descriptor(WORDS) String... words) {
        run("check", words);
    }

    @Descriptor(DevelopConnector.SUMMARY)
    public void dev(@Descriptor(WORDS) String... words) {
        run("dev", words);
    }

    /**
     * Strings rather than objects, or Gogo would make numbers of words and 1.10 would come as 1.1; and no parameter for the
     * session, in whose place Gogo would put the word {@code null}.
     */
    private void run(String verb, String... words) {
        List<String> line = new ArrayList<>();
        line.add(verb);
        for (String each : words) {
            line.add(String.valueOf(each));
        }
        Process process = Process.Utils.current();
        int exitCode = announced(process, line);
        if (exitCode != 0) {
            process.error(exitCode);
        }
    }

    /** Lets whoever has opened the session know when this has said its last word. */
    private int announced(Process process, List<String> line) {
        if (!(process.job().session().get(GogoInterpreter.RUNNING) instanceof RunningCommands running)) {
            return verbs.run(line, console(process));
        }
        running.begin();
        int exitCode = 1;
        try {
            exitCode = verbs.run(line, console(process));
        } finally {
            process.err().flush();
            running.end(exitCode);
        }
        return exitCode;
    }

    private static Console console(Process process) {
        CommandSession session = process.job().session();
        Console.Builder console =
                Console.builder(process.out(), process.err()).in(process.in()).directory(session.currentDir());
        if (session.get(GogoInterpreter.CONSOLE) instanceof Console outer) {
            if (outer.terminal() && process.isTty(1)) {
                console.terminal(outer.width());
            }
            if (process.isTty(2)) {
                console.errTerminal(outer.errWidth());
            }
        }
        return console.build();
    }
}
