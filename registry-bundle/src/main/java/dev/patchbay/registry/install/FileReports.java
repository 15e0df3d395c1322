package dev.patchbay.registry.install;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.lifecycle.Background;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells of files of deploy/ what is wrong with them, or that nothing is any more. Thread-safe. */
final class FileReports {
    private final Path folder;
    private final DeployTable table;
    private final DeploymentStates states;
    private final FileProblems problems;
    private final Background background;
    private final Object telling = new Object();

    FileReports(Path folder, DeployTable table, DeploymentStates states, FileProblems problems, Background background) {
        this.folder = folder;
        this.table = table;
        this.states = states;
        this.problems = problems;
        this.background = background;
    }

    void report(String name) {
        Path file = folder.resolve(name);
        // Found out and told in one go: what another thread has seen before must not be told after.
        synchronized (telling) {
            Optional<String> problem = table.find(name).map(states::of).flatMap(DeploymentStates::problem);
            problem.ifPresentOrElse(text -> problems.report(file, Problem.of(text)), () -> problems.clear(file));
        }
    }

    void clear(Path file) {
        problems.clear(file);
    }

    /** A plan was made of these files. */
    void planned(List<DeployedFile> files, Plan plan) {
        if (isSettled(files, plan)) {
            files.forEach(each -> report(each.file()));
        } else {
            background.later(Deployments.PATIENCE, () -> files.forEach(each -> report(each.file())));
        }
    }

    /** What is missing may be on its way, and a file that was renamed is there twice for a moment. */
    private static boolean isSettled(List<DeployedFile> files, Plan plan) {
        List<Jar> jars = files.stream().map(DeployedFile::jar).distinct().toList();
        return jars.size() == files.size() && plan.wanted().containsAll(jars);
    }
}
