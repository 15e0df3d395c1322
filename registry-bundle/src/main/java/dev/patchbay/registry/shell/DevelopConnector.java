package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Console;
import dev.patchbay.registry.project.BuildFolder;
import dev.patchbay.registry.project.FinishedBuilds;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The verb {@code dev}. */
final class DevelopConnector implements Verb {
    static final String SUMMARY = "Watches a connector project and redeploys each build of it, until Ctrl-C";

    private static final Manual MANUAL =
            new Manual("dev", SUMMARY, Syntax.none().required("PATH"), """
            PATH is the folder of a project, whose target/ is watched (build/libs/ of a Gradle project), a folder in which
            JARs appear, or a JAR. Whenever a build has ended, its newest connector replaces dev-TYPE.jar in deploy/, and a
            line tells what the runtime made of it, and again when that changes. A build that cannot be used is told of and
            goes nowhere; what served serves on. The JAR stays in deploy/ when this ends: delete it there. With --json each
            line is an object.

              dev ../my-connector
            """);

    private static final long PAUSE_MILLIS = 100;

    private final ConnectorRegistry registry;
    private final Optional<Path> deploy;
    private final Clock clock;

    /** @param deploy empty where nothing is ever deployed */
    DevelopConnector(ConnectorRegistry registry, Optional<Path> deploy, Clock clock) {
        this.registry = registry;
        this.deploy = deploy;
        this.clock = clock;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        BuildFolder folder = BuildFolder.of(path(arguments.operand("PATH"), console.directory()));
        Development development = new Development(new FinishedBuilds(folder), writable(), registry);
        console.err().print("watching " + folder.place() + "; Ctrl-C ends it, and leaves what it dropped in deploy/\n");
        console.err().flush();
        try {
            while (!console.out().checkError()) {
                development.look(System.nanoTime()).forEach(each -> tell(each, arguments.json(), console));
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException ended) {
            development
                    .file()
                    .ifPresent(each ->
                            console.err().print("deploy/" + each + " stays there; delete it to be rid of it\n"));
        }
    }

    private void tell(DevelopmentNews news, boolean json, Console console) {
        if (json) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("time", clock.instant());
            facts.putAll(news.facts());
            console.out().print(Json.line(facts) + "\n");
        } else {
            LocalTime now = LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault());
            console.out().print(now.truncatedTo(ChronoUnit.SECONDS) + " " + Cell.oneLine(news.text()) + "\n");
        }
    }

    private Path writable() {
        Path folder = deploy.orElseThrow(() ->
                VerbFailure.failed("dev: nothing is deployed from a folder here; start a runtime with: patchbay run"));
        if (!Files.isWritable(folder)) {
            throw VerbFailure.failed(
                    "'" + folder + "' is not writable for the runtime; develop on a home of your own, or"
                            + " let this user write to it");
        }
        return folder;
    }

    private static Path path(String text, Path directory) {
        try {
            Path path = directory.resolve(text).normalize();
            if (Files.exists(path) || text.endsWith(".jar") && Files.isDirectory(path.getParent())) {
                return path;
            }
            throw VerbFailure.failed(
                    "the runtime sees no '" + text + "' in " + directory + "; name the folder of a connector project");
        } catch (InvalidPathException e) {
            throw VerbFailure.failed("'" + text + "' is no path; name the folder of a connector project", e);
        }
    }
}
