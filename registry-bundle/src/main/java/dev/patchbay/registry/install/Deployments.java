package dev.patchbay.registry.install;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What lies in deploy/, and what of it runs. Data flows one way: a file is looked at on its own queue and becomes an entry
 * of the table; the entries of a type become a plan on the queue of that type; the plan becomes bundles. A plan may be
 * made at any time and any number of times; it changes only what is not yet so.
 */
public final class Deployments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

    /** What is missing now may be on its way, and a copy may go on. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** A disk may have room again, a file may be readable. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Path folder;
    private final DeployTable table;
    private final FileIntake intake;
    private final RunningJars running;
    private final SerialQueues queues;
    private final Background background;
    private final FileProblems problems;
    private final Function<String, Set<VersionRange>> pins;
    private final Arrivals arrivals;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final FileHistory history = new FileHistory();
    private final UnfinishedCopies unfinished = new UnfinishedCopies(PATIENCE, System::nanoTime);

    /** Files that could not be read or copied, and will be looked at again. */
    private final Set<Path> hampered = ConcurrentHashMap.newKeySet();

    /** Keys of plans that will be made. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean unsaved = new AtomicBoolean();

    /**
     * @param folder real path of deploy/
     * @param pins the ranges to which instances of a type are pinned
     */
    private Deployments(
            Path folder,
            DeployTable table,
            FileIntake intake,
            RunningJars running,
            Arrivals arrivals,
            SerialQueues queues,
            Background background,
            FileProblems problems,
            Function<String, Set<VersionRange>> pins) {
        this.folder = folder;
        this.table = table;
        this.intake = intake;
        this.running = running;
        this.arrivals = arrivals;
        this.queues = queues;
        this.background = background;
        this.problems = problems;
        this.pins = pins;
    }

    /**
     * @param home whose deploy/ is watched, and whose data/ is written
     * @param trust who may run at all
     * @param explainer why a bundle that is installed does not do its work, in sentences
     */
    public static Deployments in(
            Path home,
            BundleContext context,
            Trust trust,
            Function<Bundle, List<String>> explainer,
            SerialQueues queues,
            Background background,
            FileProblems problems,
            Function<String, Set<VersionRange>> pins) {
        Path data = home.resolve("data");
        BundleStore store = new BundleStore(data.resolve("bundles"));
        Fitness fitness = new Fitness(context.getBundle());
        return new Deployments(
                HomeFolders.real(home.resolve("deploy")),
                new DeployTable(new ServingTable(data.resolve("serving.json")), store, fitness),
                new FileIntake(store, new JarCheck(), trust),
                new RunningJars(context, store, trust, fitness, explainer),
                new Arrivals(context),
                queues,
                background,
                problems,
                pins);
    }

    /** Goes on with what served when the runtime ended, before any file is looked at. */
    public void open() {
        table.load(folder).forEach(each -> LOG.info("deploy: {}", each));
        Set<String> locations = table.all().stream()
                .flatMap(DeployedFile::offers)
                .map(Jar::location)
                .collect(Collectors.toSet());
        table.all().forEach(each -> each.offers().forEach(jar -> history.add(each.file(), jar)));
        running.uninstallOthers(locations);
        arrivals.open(this::reconsider, this::arrived);
        table.keys()
                .forEach(key -> queues.submit(queue(key), () -> {
                    table.group(key).stream()
                            .flatMap(DeployedFile::offers)
                            .filter(each -> table.serving(key).equals(Optional.of(each.sha256())))
                            .findFirst()
                            .ifPresent(each -> running.bringUp(each, () -> replan(key)));
                    plan(key);
                }));
        table.all().forEach(each -> changed(folder.resolve(each.file())));
    }

    public Path folder() {
        return folder;
    }

    /** Something was done to a file: looked at in the background. Told too often does no harm. */
    public void changed(Path file) {
        queues.submit("file:" + file.getFileName(), () -> look(folder.resolve(file.getFileName())));
    }

    /** The ranges to which instances of a type are pinned may have changed. */
    public void pinsChanged(String type) {
        if (table.group(type).size() > 1) {
            replan(type);
        }
    }

    /** Of all bundles that a file has brought, also before it was replaced or deleted, as far as that is remembered. */
    public Set<String> locations(String file) {
        return history.locations(file);
    }

    /** Why we do not let an installed bundle run, or what came of trying; empty of one that did not come from here. */
    public List<String> findings(Bundle bundle) {
        return running.findings(bundle);
    }

    /** Sorted by file. */
    public List<Deployment> list() {
        DeploymentStates states = new DeploymentStates(table::group, plans, running);
        return table.all().stream().map(states::of).toList();
    }

    /** Starts nothing any more; what runs is the framework's to stop. */
    @Override
    public void close() {
        arrivals.close();
        running.close();
    }

    private void look(Path file) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                forget(file);
                return;
            }
            Stamp stamp = Stamp.of(file);
            if (table.find(name)
                    .filter(known -> known.seen().equals(stamp))
                    .filter(known -> !isLost(known))
                    .isEmpty()) {
                take(file, stamp);
            }
        } catch (NoSuchFileException gone) {
            changed(file);
        } catch (IOException | RuntimeException machine) {
            table.spoil(
                    name,
                    "it cannot be taken in: " + machine + "; see to that, it is tried again every " + RETRY.toSeconds()
                            + " s",
                    Stamp.NONE);
            report(name);
            tryAgain(file);
        }
    }

    private void tryAgain(Path file) {
        if (hampered.add(file)) {
            background.later(RETRY, () -> {
                hampered.remove(file);
                changed(file);
            });
        }
    }

    private void forget(Path file) throws IOException {
        String name = file.getFileName().toString();
        problems.clear(file);
        unfinished.forget(name);
        Optional<DeployedFile> gone = table.find(name);
        if (gone.isPresent()) {
            takeRenamed(gone.get());
            carryOut(table.remove(name));
        }
    }

    /** A file that was renamed is one that is new and one that has gone; taken in in this order, nothing stops. */
    private void takeRenamed(DeployedFile gone) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> present;
        try (Stream<Path> files = Files.list(folder)) {
            present = files.filter(Files::isRegularFile).toList();
        }
        for (Path each : present) {
            boolean known = table.find(each.getFileName().toString())
                    .filter(file -> file.seen().equals(gone.seen()))
                    .isPresent();
            if (!known && Stamp.of(each).equals(gone.seen())) {
                take(each, gone.seen());
            }
        }
    }

    private void take(Path file, Stamp stamp) throws IOException {
        String name = file.getFileName().toString();
        try (FileIntake.Finding finding = intake.take(file)) {
            if (!Stamp.of(file).equals(stamp)) {
                // Written to meanwhile: whoever watches it will tell again, and the scan at the latest.
                background.later(PATIENCE, () -> changed(file));
            } else if (finding.jar() != null) {
                unfinished.forget(name);
                history.add(name, finding.jar());
                DeployTable.Change change = table.hold(name, finding.copy(), finding.jar(), stamp);
                problems.clear(file);
                LOG.info("'{}' holds {}", name, finding.jar());
                carryOut(change);
            } else if (finding.unfinished() && !unfinished.isGivenUp(name, stamp)) {
                background.later(PATIENCE, () -> changed(file));
            } else {
                unfinished.forget(name);
                table.spoil(name, finding.problem(), stamp);
                report(name);
                save();
            }
        }
    }

    private void carryOut(DeployTable.Change change) {
        change.keys().forEach(this::replan);
        // After the plan of its type: what takes over from it runs then.
        change.orphans().forEach(jar -> queues.submit(queue(jar.keys().get(0)), () -> takeDown(jar)));
        save();
    }

    /** Any number of wishes for a plan, before it is made, are one. */
    private void replan(String key) {
        if (awaited.add(key)) {
            queues.submit(queue(key), () -> {
                awaited.remove(key);
                plan(key);
            });
        }
    }

    private void plan(String key) {
        List<DeployedFile> files = table.group(key);
        Plan plan = Jar.isLibrary(key)
                ? Plan.ofLibrary(files, jar -> running.bringUp(jar, () -> replan(key)))
                : Plan.ofType(files, pins.apply(key), jar -> running.bringUp(jar, () -> replan(key)));
        if (files.isEmpty()) {
            plans.remove(key);
        } else {
            plans.put(key, plan);
        }
        plan.superfluous().stream().filter(each -> !isWanted(each)).forEach(this::retire);
        boolean news = table.serve(key, Optional.ofNullable(plan.serving()));
        DeployTable.Change change = table.prove(key, plan.wanted());
        if (news || !change.keys().isEmpty() || table.isOutdated()) {
            carryOut(change);
        }
        files.stream().filter(this::isLost).forEach(each -> changed(folder.resolve(each.file())));
        if (files.stream().anyMatch(each -> !plan.wanted().contains(each.jar()))) {
            background.later(PATIENCE, () -> files.forEach(each -> report(each.file())));
        } else {
            files.forEach(each -> report(each.file()));
        }
    }

    /** Whether the copy of what it holds was damaged or deleted; the file itself still has it. */
    private boolean isLost(DeployedFile file) {
        return file.jar() != null && !table.isKept(file.jar());
    }

    private boolean isWanted(Jar jar) {
        return plans.values().stream().anyMatch(plan -> plan.wanted().contains(jar));
    }

    private void retire(Jar jar) {
        if (running.isPresent(jar)) {
            LOG.info("{} is not needed any more and ends when its calls have ended", jar);
            running.takeDown(jar, () -> left(jar));
        }
    }

    private void takeDown(Jar jar) {
        if (!table.isOffered(jar) && running.isPresent(jar)) {
            running.takeDown(jar, () -> left(jar));
        }
    }

    /** The factory of a type has come or gone. */
    private void arrived(String type, Bundle bundle) {
        // One that is starting is waited for anyway; if it publishes, fails and takes back, that is no reason to try
        // again.
        if (!table.group(type).isEmpty() && !running.isStarting(bundle)) {
            replan(type);
        }
    }

    private void left(Jar jar) {
        if (!jar.isConnector()) {
            reconsider();
        }
    }

    /** Something has come or gone that a JAR may have waited for. */
    private void reconsider() {
        table.keys().stream()
                .filter(key -> table.group(key).stream().anyMatch(each -> isHeldUp(key, each)))
                .forEach(this::replan);
    }

    private boolean isHeldUp(String key, DeployedFile file) {
        Plan plan = plans.get(key);
        return plan == null
                || !plan.superfluous().contains(file.jar())
                        && (!plan.wanted().contains(file.jar()) || !running.works(file.jar()));
    }

    /** Tells of a file what is wrong with it, or that nothing is any more. */
    private void report(String name) {
        Path file = folder.resolve(name);
        Optional<Deployment> deployment = table.find(name).map(new DeploymentStates(table::group, plans, running)::of);
        Optional<String> problem = deployment.flatMap(DeploymentStates::problem);
        problem.ifPresentOrElse(text -> problems.report(file, Problem.of(text)), () -> problems.clear(file));
    }

    private void save() {
        if (unsaved.compareAndSet(false, true)) {
            queues.submit("serving.json", () -> {
                unsaved.set(false);
                table.save();
            });
        }
    }

    private static String queue(String key) {
        return "deploy:" + key;
    }
}
