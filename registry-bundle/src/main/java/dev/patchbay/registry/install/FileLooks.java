package dev.patchbay.registry.install;

import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.SerialQueues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at files of deploy/, each on a queue of its own, and brings the table in line with what lies there now: the order
 * and the number of looks do not matter.
 */
final class FileLooks {
    private static final Logger LOG = LoggerFactory.getLogger(FileLooks.class);

    /** A disk may have room again, a file may be readable. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final Path folder;
    private final DeployTable table;
    private final FileIntake intake;
    private final SerialQueues queues;
    private final Postponed postponed;
    private final Outcome outcome;
    private final FileHistory history = new FileHistory();
    private final UnfinishedCopies unfinished = new UnfinishedCopies(Deployments.PATIENCE, System::nanoTime);

    /** What comes of a look; called on the queue of the file. */
    interface Outcome {
        /** A look may begin: returns as soon as what was known before the start is in the table. */
        void awaitTable();

        void changed(DeployTable.Change change);

        /** A file holds nothing sound now; the table says why. */
        void spoilt(String file);

        /** There may be nothing wrong with a file any more. */
        void cleared(Path file);
    }

    FileLooks(
            Path folder,
            DeployTable table,
            FileIntake intake,
            SerialQueues queues,
            Background background,
            Outcome outcome) {
        this.folder = folder;
        this.table = table;
        this.intake = intake;
        this.queues = queues;
        this.postponed = new Postponed(background::later);
        this.outcome = outcome;
    }

    FileHistory history() {
        return history;
    }

    /** Something was done to a file: looked at in the background. Told too often does no harm. */
    void changed(Path file) {
        Path ours = folder.resolve(file.getFileName());
        queues.submit(queue(ours), () -> {
            outcome.awaitTable();
            look(ours);
        });
    }

    /** Whether the copy of what a file holds was damaged or deleted; the file itself still has it. */
    boolean isLost(DeployedFile file) {
        return file.jar() != null && !table.isKept(file.jar());
    }

    private void look(Path file) {
        String name = file.getFileName().toString();
        try {
            if (!Files.isRegularFile(file)) {
                forget(file);
                return;
            }
            Stamp stamp = Stamp.of(file);
            boolean known = table.find(name)
                    .filter(each -> each.seen().equals(stamp) && !isLost(each))
                    .isPresent();
            if (!known) {
                take(file, stamp);
            }
        } catch (NoSuchFileException gone) {
            changed(file);
        } catch (IOException | RuntimeException machine) {
            table.spoil(
                    name,
                    "it cannot be taken in: " + FileFailure.fact(machine) + "; see to that, it is tried again every "
                            + RETRY.toSeconds() + " s",
                    Stamp.NONE);
            outcome.spoilt(name);
            lookAgain(file, RETRY);
        }
    }

    private void lookAgain(Path file, Duration after) {
        postponed.look(file, after, () -> changed(file));
    }

    private void forget(Path file) throws IOException {
        String name = file.getFileName().toString();
        outcome.cleared(file);
        unfinished.forget(name);
        Optional<DeployedFile> gone = table.find(name);
        Optional<Path> heir = gone.isPresent() ? heir(gone.get()) : Optional.empty();
        if (heir.isPresent()) {
            // A file that was renamed is one that is new and one that has gone; taken in in this order, nothing stops.
            queues.submit(queue(heir.get()), () -> {
                look(heir.get());
                queues.submit(queue(file), () -> remove(file));
            });
        } else if (gone.isPresent()) {
            outcome.changed(table.remove(name));
        }
    }

    /** Once the file that it may have been renamed to was looked at, whatever came of that. */
    private void remove(Path file) {
        if (Files.isRegularFile(file)) {
            look(file);
        } else {
            outcome.changed(table.remove(file.getFileName().toString()));
        }
    }

    /** Another file that is the same, and that nobody has looked at as it is now. */
    private Optional<Path> heir(DeployedFile gone) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
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
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String queue(Path file) {
        return "file:" + file.getFileName();
    }

    private void take(Path file, Stamp stamp) throws IOException {
        String name = file.getFileName().toString();
        try (FileIntake.Finding finding = intake.take(file)) {
            if (!Stamp.of(file).equals(stamp)) {
                // Written to meanwhile: whoever watches it will tell again, and the scan at the latest.
                lookAgain(file, Deployments.PATIENCE);
            } else if (finding.jar() != null) {
                unfinished.forget(name);
                history.add(name, finding.jar());
                if (!table.isKept(finding.jar())) {
                    // Here and not when it is put into the table, which threads of the framework ask.
                    finding.copy().force();
                }
                DeployTable.Change change = table.hold(name, finding.copy(), finding.jar(), stamp);
                outcome.cleared(file);
                LOG.info("'{}' holds {}", name, finding.jar());
                outcome.changed(change);
            } else if (finding.unfinished() && !unfinished.isGivenUp(name, stamp)) {
                lookAgain(file, Deployments.PATIENCE);
            } else {
                unfinished.forget(name);
                table.spoil(name, finding.problem(), stamp);
                outcome.spoilt(name);
            }
        }
    }
}
