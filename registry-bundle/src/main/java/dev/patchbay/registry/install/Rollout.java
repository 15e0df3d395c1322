package dev.patchbay.registry.install;

import dev.patchbay.api.Deployment;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.SerialQueues;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.osgi.framework.VersionRange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes of the table what runs: a plan of each type and each library, on a queue of its own. A plan may be made at any
 * time and any number of times; it changes only what is not yet so.
 */
final class Rollout implements FileLooks.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Rollout.class);

    private final Path folder;
    private final DeployTable table;
    private final RunningJars running;
    private final SerialQueues queues;
    private final Function<String, Set<VersionRange>> pins;
    private final DeploymentStates states;
    private final FileReports reports;
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    /** Keys of plans that will be made. */
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean reconsidering = new AtomicBoolean();
    private final AtomicBoolean unsaved = new AtomicBoolean();
    private final CompletableFuture<Void> restored = new CompletableFuture<>();
    private volatile FileLooks looks;

    /**
     * @param folder real path of deploy/
     * @param pins the ranges to which instances of a type are pinned
     */
    Rollout(
            Path folder,
            DeployTable table,
            RunningJars running,
            SerialQueues queues,
            Background background,
            FileProblems problems,
            Function<String, Set<VersionRange>> pins) {
        this.folder = folder;
        this.table = table;
        this.running = running;
        this.queues = queues;
        this.pins = pins;
        this.states = new DeploymentStates(table::group, plans, running);
        this.reports = new FileReports(folder, table, states, problems, background);
    }

    /** Takes in what was saved, lets that serve which served, and has every known file looked at then. */
    void begin(FileLooks eyes) {
        looks = eyes;
        queues.submit("deploy", this::restore);
    }

    Deployment state(DeployedFile file) {
        return states.of(file);
    }

    /** Any number of wishes for a plan, before it is made, are one; a key that nothing is known of has none. */
    void replan(String key) {
        boolean known = plans.containsKey(key) || !table.group(key).isEmpty();
        if (known && awaited.add(key)) {
            queues.submit(queue(key), () -> {
                awaited.remove(key);
                plan(key);
            });
        }
    }

    /** Something has come or gone that a JAR may have waited for. */
    void reconsider() {
        // Hundreds of libraries may come at once, each as news: all that came until it is done are one.
        if (reconsidering.compareAndSet(false, true)) {
            queues.submit("reconsider", () -> {
                reconsidering.set(false);
                table.keys().stream()
                        .filter(key -> table.group(key).stream().anyMatch(each -> isHeldUp(key, each)))
                        .forEach(this::replan);
            });
        }
    }

    @Override
    public void awaitTable() {
        restored.join();
    }

    @Override
    public void changed(DeployTable.Change change) {
        change.keys().forEach(this::replan);
        // After the plans of all its types: what takes over from it runs then.
        change.orphans().forEach(jar -> afterPlans(jar.keys(), () -> takeDown(jar)));
        save();
    }

    private void afterPlans(List<String> keys, Runnable task) {
        queues.submit(queue(keys.get(0)), () -> {
            if (keys.size() == 1) {
                task.run();
            } else {
                afterPlans(keys.subList(1, keys.size()), task);
            }
        });
    }

    @Override
    public void spoilt(String file) {
        reports.report(file);
        save();
    }

    @Override
    public void cleared(Path file) {
        reports.clear(file);
    }

    private void restore() {
        try {
            for (String news : table.load(folder)) {
                LOG.info("deploy: {}", news);
            }
            Set<String> locations = new HashSet<>();
            for (DeployedFile file : table.all()) {
                for (Jar jar : file.offered()) {
                    looks.history().add(file.file(), jar);
                    locations.add(jar.location());
                }
            }
            running.uninstallOthers(locations);
            for (String key : table.keys()) {
                queues.submit(queue(key), () -> resume(key));
            }
        } finally {
            restored.complete(null);
        }
        for (DeployedFile file : table.all()) {
            looks.changed(folder.resolve(file.file()));
        }
    }

    private void resume(String key) {
        Jar served = served(key);
        if (served != null) {
            running.bringUp(served, () -> replan(key));
        }
        plan(key);
    }

    /** What served a type when the runtime ended; null if that is not there any more. */
    private Jar served(String key) {
        String serving = table.serving(key).orElse("");
        for (DeployedFile file : table.group(key)) {
            for (Jar jar : file.offered()) {
                if (jar.sha256().equals(serving)) {
                    return jar;
                }
            }
        }
        return null;
    }

    private void plan(String key) {
        List<DeployedFile> files = table.group(key);
        Predicate<Jar> works = jar -> running.bringUp(jar, () -> replan(key));
        Plan plan = Jar.isLibrary(key) ? Plan.ofLibrary(files, works) : Plan.ofType(files, pins.apply(key), works);
        if (files.isEmpty()) {
            plans.remove(key);
        } else {
            plans.put(key, plan);
        }
        for (Jar jar : plan.superfluous()) {
            if (!isWanted(jar)) {
                retire(jar);
            }
        }
        boolean news = table.serve(key, Optional.ofNullable(plan.serving()));
        DeployTable.Change change = table.prove(key, plan.wanted());
        if (news || !change.keys().isEmpty() || table.isOutdated()) {
            changed(change);
        }
        for (DeployedFile file : files) {
            if (looks.isLost(file)) {
                looks.changed(folder.resolve(file.file()));
            }
        }
        reports.planned(files, plan);
    }

    /** Also if it brings another type, of which nothing is planned yet. */
    private boolean isWanted(Jar jar) {
        return jar.keys().stream()
                .map(plans::get)
                .anyMatch(plan -> plan == null || plan.wanted().contains(jar));
    }

    private void retire(Jar jar) {
        if (running.isPresent(jar) && !running.isLeaving(jar)) {
            LOG.info("{} is not needed any more and ends when its calls have ended", jar);
            running.takeDown(jar, () -> left(jar));
        }
    }

    private void takeDown(Jar jar) {
        if (table.isOffered(jar)) {
            return;
        }
        if (running.isPresent(jar)) {
            running.takeDown(jar, () -> left(jar));
        } else {
            running.forget(jar);
        }
    }

    private void left(Jar jar) {
        if (!jar.isConnector()) {
            reconsider();
        }
    }

    private boolean isHeldUp(String key, DeployedFile file) {
        Plan plan = plans.get(key);
        return plan == null
                || !plan.superfluous().contains(file.jar())
                        && (!plan.wanted().contains(file.jar()) || !running.works(file.jar()));
    }

    private void save() {
        if (unsaved.compareAndSet(false, true)) {
            queues.submit("serving.json", () -> {
                unsaved.set(false);
                table.save();
            });
        }
    }

    /** Makes durable what the queues will not any more. */
    void close() {
        if (unsaved.get()) {
            table.save();
        }
    }

    private static String queue(String key) {
        return "deploy:" + key;
    }
}
