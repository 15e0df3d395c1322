package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Deployment;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.DeploymentState;
import dev.patchbay.registry.project.Build;
import dev.patchbay.registry.project.DropPlace;
import dev.patchbay.registry.project.FinishedBuilds;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One author at work: each build is dropped into deploy/, and what becomes of it is told. It only ever replaces a file there,
 * so what a bad build does to callers is what a bad JAR in deploy/ does: nothing. Confined to one thread.
 */
final class Development {
    /** A runtime that has not looked at a file by then is told of. */
    private static final long PATIENCE = Duration.ofSeconds(30).toNanos();
    /** One that has, and does not take it, has said so by then. */
    private static final long REFUSAL = Duration.ofSeconds(5).toNanos();

    private final FinishedBuilds builds;
    private final Path deploy;
    private final ConnectorRegistry registry;

    /** That of the first build: later ones go to the same file, whatever types they bring. */
    private DropPlace place;

    private String dropped = "";
    private String remark = "";
    private long since;
    private String seen = "";
    private String told = "";
    private boolean lost;

    Development(FinishedBuilds builds, Path deploy, ConnectorRegistry registry) {
        this.builds = builds;
        this.deploy = deploy;
        this.registry = registry;
    }

    /**
     * Looks once at builds and runtime.
     *
     * @param now of {@link System#nanoTime}
     * @return what there is to tell that was not told yet, in its order
     */
    List<DevelopmentNews> look(long now) {
        List<DevelopmentNews> news = new ArrayList<>();
        lost().ifPresent(news::add);
        try {
            Optional<Build> build = builds.look(now);
            if (build.isPresent()) {
                take(build.get(), now).ifPresent(news::add);
            }
        } catch (ClosedByInterruptException ended) {
            // Whoever interrupted sees to the rest.
            return news;
        } catch (IOException failed) {
            String sentence =
                    "the build cannot be taken over (" + Complaint.sentence(failed) + "); mend that and build again";
            news.add(DevelopmentNews.of(place == null ? deploy.toString() : place.name(), sentence));
        }
        if (place != null) {
            standing(now).ifPresent(news::add);
        }
        return news;
    }

    /** Told once, until it is there again. */
    private Optional<DevelopmentNews> lost() {
        Optional<Path> now = builds.lost();
        boolean news = now.isPresent() && !lost;
        lost = now.isPresent();
        return now.filter(each -> news)
                .map(each -> DevelopmentNews.of(
                        each.toString(),
                        "is not there any more; put it back, or end this and name the folder that it is now"));
    }

    /** The file that builds are dropped as; empty before the first. */
    Optional<String> file() {
        return Optional.ofNullable(place).map(DropPlace::name);
    }

    private Optional<DevelopmentNews> take(Build build, long now) throws IOException {
        String name = build.jar().getFileName().toString();
        if (build.problem().isPresent()) {
            return Optional.of(DevelopmentNews.of(name, build.problem().get() + goesOn()));
        }
        DropPlace goal =
                place == null ? new DropPlace(deploy, build.facts().types().get(0)) : place;
        try (DropPlace.Copy copy = goal.copy(build.jar())) {
            if (builds.isUnchanged(build)) {
                put(copy, goal, now);
            }
        } catch (IOException failed) {
            // Not if the next build is at it already: that is told of when it has ended.
            if (builds.isUnchanged(build)) {
                throw failed;
            }
        }
        return Optional.empty();
    }

    private void put(DropPlace.Copy copy, DropPlace goal, long now) throws IOException {
        boolean same = copy.isThere();
        if (!same) {
            copy.put();
        }
        place = goal;
        dropped = copy.sha256();
        remark = same ? "the same bytes as before" : "";
        since = now;
        told = "";
    }

    private String goesOn() {
        return find().filter(each -> each.state() == DeploymentState.SERVING)
                .map(each -> "; " + each.version() + " serves on")
                .orElse("");
    }

    /** How it stands, if that has changed and two looks agree on it. */
    private Optional<DevelopmentNews> standing(long now) {
        Optional<DevelopmentNews> news = standing(find(), now - since).filter(each -> !each.says(told));
        boolean agreed = news.filter(each -> each.says(seen)).isPresent();
        seen = news.map(DevelopmentNews::text).orElse("");
        if (!agreed) {
            return Optional.empty();
        }
        told = seen;
        return news;
    }

    /** Empty as long as the runtime has not made up its mind. */
    private Optional<DevelopmentNews> standing(Optional<Deployment> found, long waited) {
        boolean late = waited > PATIENCE;
        if (found.isEmpty()) {
            DevelopmentNews lost =
                    DevelopmentNews.of(place.name(), "is not in deploy/; the next build puts it there again");
            return told.isEmpty() && !late ? Optional.empty() : Optional.of(lost);
        }
        Deployment deployment = found.get();
        boolean taken = deployment.sha256().equals(dropped) && deployment.state() != DeploymentState.STARTING;
        boolean refused = waited > REFUSAL && !deployment.reasons().isEmpty();
        return taken || refused || late
                ? Optional.of(DevelopmentNews.of(deployment, instances(deployment), remark))
                : Optional.empty();
    }

    private Optional<Deployment> find() {
        return place == null
                ? Optional.empty()
                : registry.deployments().stream()
                        .filter(each -> each.file().equals(place.name()))
                        .findFirst();
    }

    private List<InstanceStatus> instances(Deployment deployment) {
        return deployment.types().stream()
                .flatMap(type -> registry.instances(InstanceFilter.all().type(type)).stream())
                .toList();
    }
}
