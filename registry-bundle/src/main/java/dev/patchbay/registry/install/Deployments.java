package dev.patchbay.registry.install;

import dev.patchbay.api.Deployment;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.HomeFolders;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.SerialQueues;
import dev.patchbay.registry.trust.Trust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;

/**
 * What lies in deploy/, and what of it runs. Data flows one way: a file is looked at on its own queue
 * ({@link FileLooks}) and becomes an entry of the table ({@link DeployTable}); the entries of a type become a plan on the
 * queue of that type ({@link Rollout}); the plan becomes bundles ({@link RunningJars}).
 */
public final class Deployments implements AutoCloseable {

    /** What is missing now may be on its way, and a copy may go on. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Path folder;
    private final DeployTable table;
    private final RunningJars running;
    private final Rollout rollout;
    private final FileLooks looks;
    private final Arrivals arrivals;

    /**
     * @param home whose deploy/ is watched, and whose data/ is written
     * @param trust who may run at all
     * @param explainer why a bundle that is installed does not do its work, in sentences
     * @param pins the ranges to which instances of a type are pinned
     */
    public Deployments(
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
        this.folder = HomeFolders.real(home.resolve("deploy"));
        this.table = new DeployTable(new ServingTable(data.resolve("serving.json")), store, fitness);
        this.running = new RunningJars(context, store, trust, fitness, explainer);
        this.rollout = new Rollout(folder, table, running, queues, background, problems, pins);
        this.looks = new FileLooks(
                folder, table, new FileIntake(store, new JarCheck(), trust, fitness), queues, background, rollout);
        this.arrivals = new Arrivals(context);
    }

    /** Goes on in the background with what served when the runtime ended, before any file is looked at. */
    public void open() {
        arrivals.open(rollout::reconsider, this::arrived);
        rollout.begin(looks);
    }

    public Path folder() {
        return folder;
    }

    /** Something was done to a file: looked at in the background. Told too often does no harm. */
    public void changed(Path file) {
        looks.changed(file);
    }

    /** The ranges to which instances of a type are pinned may have changed. */
    public void pinsChanged(String type) {
        if (table.group(type).size() > 1) {
            rollout.replan(type);
        }
    }

    /** Of all bundles that a file has brought, also before it was replaced or deleted, as far as that is remembered. */
    public Set<String> locations(String file) {
        return looks.history().locations(file);
    }

    /** Why we do not let an installed bundle run, or what came of trying; empty of one that did not come from here. */
    public List<String> findings(Bundle bundle) {
        return running.findings(bundle);
    }

    /** Sorted by file. */
    public List<Deployment> list() {
        return table.all().stream().map(rollout::state).toList();
    }

    /** Starts nothing any more; what runs is the framework's to stop. */
    @Override
    public void close() {
        arrivals.close();
        running.close();
        rollout.close();
    }

    /** One that is starting is waited for anyway; if it publishes and fails then, that is no reason to try it again. */
    private void arrived(String type, Bundle bundle) {
        if (!running.isStarting(bundle)) {
            rollout.replan(type);
        }
    }
}
