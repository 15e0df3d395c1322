package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.api.Redaction;
import dev.patchbay.api.Verbs;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.registry.check.HomeInspection;
import dev.patchbay.registry.check.JarInspection;
import dev.patchbay.registry.config.ClosestText;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.secret.Secrets;
import dev.patchbay.registry.secret.keystore.Keystore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the verb that is meant, runs it, and makes an exit code and a sentence of whatever goes wrong. */
@Component
public final class ShellVerbs implements Verbs {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShellVerbs.class);

    private final Map<String, Verb> verbs = new LinkedHashMap<>();
    private final Supplier<Map<String, Verb>> brought;
    private final Candidates candidates;
    private final Redaction redaction;

    @Activate
    public ShellVerbs(
            BundleContext context,
            @Reference ConnectorRegistry registry,
            @Reference JarInspection jars,
            @Reference HomeInspection home,
            @Reference Keystore keystore,
            @Reference Secrets secrets,
            @Reference Redaction redaction) {
        this(
                registry,
                jars,
                home,
                keptSecrets(context, keystore, secrets),
                new InstalledInterpreter(context),
                HomeFolders.isDry(context) ? Optional.empty() : HomeFolders.folder(context, "deploy"),
                Clock.systemUTC(),
                redaction,
                new BroughtVerbs(context)::present);
    }

    ShellVerbs(
            ConnectorRegistry registry,
            JarInspection jars,
            HomeInspection home,
            KeptSecrets secrets,
            Interpreter interpreter,
            Optional<Path> deploy,
            Clock clock,
            Redaction redaction,
            Supplier<Map<String, Verb>> brought) {
        this.redaction = redaction;
        this.brought = brought;
        Instances instances = new Instances(registry);
        add(new ListTypes(instances));
        add(new ListJars(registry));
        add(new ListInstances(instances, clock));
        add(new ShowInstance(instances));
        add(new CheckHealth(instances));
        add(new ExplainWhy(registry));
        add(new ShowSchema(registry));
        add(new ShowSettings(instances));
        add(new WriteTemplate(registry));
        add(new ExportInstances(instances));
        add(new PullRecords(instances, clock));
        add(new PushRecords(instances, clock));
        add(new InvokeOperation(instances));
        add(SwitchInstance.on(instances));
        add(SwitchInstance.off(instances));
        add(new OrderBreaker(instances));
        add(new TenantVerb(instances));
        add(new TendSecrets(secrets, instances));
        add(new InspectJar(jars));
        add(new CheckHome(home));
        add(new DevelopConnector(registry, deploy, clock));
        add(new RunLine(interpreter));
        add(new ShowHelp(this::manuals));
        this.candidates = new Candidates(instances, this::names);
    }

    @Override
    public List<String> names() {
        return List.copyOf(all().keySet());
    }

    @Override
    public int run(List<String> words, Console console) {
        Console redacted = RedactedConsole.of(console, redaction);
        try {
            return runRedacted(words, redacted);
        } finally {
            redacted.out().flush();
            redacted.err().flush();
        }
    }

    private int runRedacted(List<String> words, Console console) {
        Complaint complaint = new Complaint(console, words.contains("--json"));
        try {
            dispatch(words, console);
            if (console.out().checkError()) {
                throw VerbFailure.failed("the output was closed before everything was written");
            }
            return 0;
        } catch (VerbFailure e) {
            complaint.about(e);
            return e.exitCode();
        } catch (ConnectorException e) {
            complaint.about(e);
            return 1;
        } catch (RuntimeException | LinkageError e) {
            LOGGER.error("The verb '{}' failed.", words.get(0), e);
            complaint.about(words.get(0), e);
            return 1;
        }
    }

    @Override
    public List<String> complete(List<String> words) {
        if (words.size() < 2) {
            String start = words.isEmpty() ? "" : words.get(0);
            return names().stream()
                    .filter(each -> each.startsWith(start))
                    .sorted()
                    .toList();
        }
        Verb verb = all().get(words.get(0));
        List<String> others = words.subList(1, words.size());
        return verb == null
                ? List.of()
                : new Completion(verb.manual().syntax(), verb.places(candidates, others)).of(others);
    }

    private void dispatch(List<String> words, Console console) {
        if (words.isEmpty()) {
            throw VerbFailure.usage("a verb is missing; write one of " + String.join(", ", names()));
        }
        String word = words.get(0).matches("-h|--help") ? "help" : words.get(0);
        Verb verb = all().get(word);
        if (verb == null) {
            throw VerbFailure.usage("there is no verb '" + word + "'" + remedy(word));
        }
        Arguments arguments = Arguments.parse(verb.manual(), words.subList(1, words.size()));
        if (arguments.has("--help")) {
            ShowHelp.of(verb.manual(), arguments.json(), console);
        } else {
            verb.run(arguments, console);
        }
    }

    private static KeptSecrets keptSecrets(BundleContext context, Keystore keystore, Secrets secrets) {
        Optional<Path> home =
                Optional.ofNullable(context.getProperty("patchbay.home")).map(Path::of);
        return new KeptSecrets(
                keystore,
                home.map(each -> each.resolve("secrets")),
                place -> secrets.changed("keystore", place),
                !Boolean.parseBoolean(context.getProperty("patchbay.dry")));
    }

    private String remedy(String word) {
        String hint = ClosestText.hint(word, names());
        return hint.isEmpty() ? "; 'help' lists those that are" : hint;
    }

    /** Those that bundles bring come last, and take the place of none. */
    private Map<String, Verb> all() {
        Map<String, Verb> all = new LinkedHashMap<>(verbs);
        brought.get().forEach(all::putIfAbsent);
        return all;
    }

    private void add(Verb verb) {
        verbs.put(verb.manual().name(), verb);
    }

    private List<Manual> manuals() {
        List<Manual> manuals = new ArrayList<>();
        all().values().forEach(each -> manuals.add(each.manual()));
        return manuals;
    }
}
