package dev.patchbay.registry.install;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.jar.JarCheck;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.jar.UnsoundJarException;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;

/**
 * What a start would make of deploy/, by the plans and in the words of {@link Deployments}, found out in a framework in
 * which nothing of it is started and for a home in which nothing is written. For one thread.
 */
public final class DryDeployments implements AutoCloseable {
    private final BundleStore store;
    private final JarCheck check = new JarCheck();
    private final Trust trust;
    private final TypeExplainer explainer;
    private final DryJars jars;
    private final Map<String, DeployedFile> files = new TreeMap<>();
    private final Map<String, Plan> plans = new HashMap<>();

    /** @param types those that there are, which whoever asks adds */
    public DryDeployments(BundleContext context, Path home, Trust trust, ConnectorTypes types) {
        this.store = new BundleStore(home.resolve("data").resolve("bundles"));
        this.trust = trust;
        this.explainer = new TypeExplainer(context, types, this::findings);
        this.jars = new DryJars(context, explainer::reasons);
    }

    /**
     * Goes on with what a runtime would go on with.
     *
     * @param saved a copy of data/serving.json, which is set aside if it cannot be read
     * @param folder whose files count: one that is not there any more does not
     */
    public void load(Path saved, Path folder) {
        ServingTable.Content content = new ServingTable(saved).read();
        jars.know(content.fitting());
        for (DeployedFile file : content.files()) {
            boolean there = Files.isRegularFile(folder.resolve(file.file()));
            if (there && file.offers().allMatch(each -> store.has(each.sha256()))) {
                files.put(file.file(), file);
                file.offers().forEach(each -> jars.add(each, store.path(each.sha256())));
            }
        }
    }

    /** Looks at these files as they are now, and decides which of them would run. */
    public void look(List<Path> present, Function<String, Set<VersionRange>> pins) {
        // Reading them is most of the work, and one is read as well as another meanwhile.
        List<UnaryOperator<DeployedFile>> found =
                present.parallelStream().map(this::read).toList();
        for (int i = 0; i < found.size(); i++) {
            String name = present.get(i).getFileName().toString();
            DeployedFile before = files.getOrDefault(name, DeployedFile.fresh(name, nextOrder()));
            files.put(name, found.get(i).apply(before));
        }
        offers().filter(each -> !each.isConnector()).forEach(jars::install);
        // Twice: what one needs, another may bring.
        keys().forEach(key -> plan(key, pins));
        keys().forEach(key -> plan(key, pins));
    }

    /** Sorted by file. */
    public List<Deployment> list() {
        DeploymentStates states = new DeploymentStates(this::group, plans, jars);
        return files.values().stream().map(states::of).toList();
    }

    /** What an operator should do something about. */
    public List<Problem> problems() {
        return list().stream()
                .flatMap(each ->
                        DeploymentStates.problem(each)
                                .map(text -> Problem.of(text).at(each.file(), 0))
                                .stream())
                .toList();
    }

    /** Files that are there for nothing. */
    public List<Problem> superfluous() {
        return list().stream()
                .filter(each -> each.state() == DeploymentState.SUPERSEDED)
                .map(each -> Problem.of("is not used: " + String.join("; ", each.reasons())
                                + "; delete it, unless you want to go back to it")
                        .at(each.file(), 0))
                .toList();
    }

    /** The bundles that would bring each type. */
    public Map<String, List<Bundle>> serving() {
        Map<String, List<Bundle>> serving = new TreeMap<>();
        plans.forEach((key, plan) -> {
            if (!Jar.isLibrary(key)) {
                serving.put(
                        key,
                        plan.wanted().stream()
                                .flatMap(each -> jars.bundle(each).stream())
                                .toList());
            }
        });
        return serving;
    }

    /** Says why types are absent. */
    public TypeExplainer explainer() {
        return explainer;
    }

    @Override
    public void close() {
        explainer.close();
    }

    private List<String> findings(Bundle bundle) {
        return offers().filter(each -> jars.bundle(each).filter(bundle::equals).isPresent())
                .flatMap(each -> jars.findings(each).stream())
                .toList();
    }

    /** What a file is by now, from what it was; on any thread. */
    private UnaryOperator<DeployedFile> read(Path file) {
        try {
            JarFacts facts = check.check(file);
            Optional<String> refusal = trust.refusal(file, facts);
            if (refusal.isPresent()) {
                return before -> before.spoilt(refusal.get(), Stamp.NONE);
            }
            Jar jar = new Jar(Sha256.of(file), facts);
            return before -> {
                jars.add(jar, file);
                return before.holding(jar, Stamp.NONE);
            };
        } catch (UnsoundJarException unsound) {
            return before -> before.spoilt(unsound.getMessage(), Stamp.NONE);
        } catch (IOException unreadable) {
            return before ->
                    before.spoilt("cannot be taken in: " + FileFailure.fact(unreadable) + "; see to that", Stamp.NONE);
        }
    }

    private void plan(String key, Function<String, Set<VersionRange>> pins) {
        List<DeployedFile> group = group(key);
        plans.put(
                key,
                Jar.isLibrary(key)
                        ? Plan.ofLibrary(group, jars::bringUp)
                        : Plan.ofType(group, pins.apply(key), jars::bringUp));
    }

    private List<DeployedFile> group(String key) {
        return files.values().stream()
                .filter(each -> each.jar() != null && each.jar().keys().contains(key))
                .sorted(Comparator.comparing(DeployedFile::order))
                .toList();
    }

    private Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        offers().forEach(each -> keys.addAll(each.keys()));
        return keys;
    }

    private Stream<Jar> offers() {
        return files.values().stream().flatMap(DeployedFile::offers);
    }

    private long nextOrder() {
        return 1 + files.values().stream().mapToLong(DeployedFile::order).max().orElse(0);
    }
}
