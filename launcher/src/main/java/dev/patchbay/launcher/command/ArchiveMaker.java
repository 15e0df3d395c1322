package dev.patchbay.launcher.command;

import dev.patchbay.launcher.FileTree;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the class-data archive of a home while its runtime runs, some seconds after it has become ready, so that the
 * next start is a faster one. Nothing depends on it: whatever goes wrong is told, and the next start is as slow as this.
 */
final class ArchiveMaker implements AutoCloseable {
    /** How the start script calls this JVM and this build; without it nothing is made, for nobody would use it. */
    static final String VERSION = "patchbay.archive";

    /** Seconds to wait before, so that a short run and the first calls are not disturbed. */
    static final String DELAY = "patchbay.archive.delay";

    /** A second JVM has to fit beside this one; a container that is smaller might end both. */
    private static final long MEMORY = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveMaker.class);

    private final ClassDataArchive archive;
    private final Path distribution;
    private final Duration delay;
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "patchbay-class-data");

    private ArchiveMaker(ClassDataArchive archive, Path distribution, Duration delay) {
        this.archive = archive;
        this.distribution = distribution;
        this.delay = delay;
    }

    /** Starts to wait; where the start script wants no archive, there is nothing to wait for. */
    static ArchiveMaker start(Path home, Surroundings surroundings) {
        String version = System.getProperty(VERSION, "");
        ArchiveMaker maker = new ArchiveMaker(
                new ClassDataArchive(home, version),
                surroundings.distribution().orElse(home),
                Duration.ofSeconds(Long.getLong(DELAY, 10)));
        if (!version.isEmpty() && surroundings.distribution().isPresent()) {
            maker.thread.setDaemon(true);
            maker.thread.setPriority(Thread.MIN_PRIORITY);
            maker.thread.start();
        }
        return maker;
    }

    /** Gives up what is not finished, and leaves nothing of it. */
    @Override
    public void close() {
        ending.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (ending.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            String key = JvmKey.current();
            if (archive.find(key).isEmpty() && hasRoom()) {
                make(key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            LOG.info("no class-data archive was made ({}); the next start tries again", e.toString());
        }
    }

    private void make(String key) throws IOException, InterruptedException {
        Path work = archive.workFolder();
        try {
            Path made = work.resolve("archive");
            boolean trained;
            try (TrainingProcess process = TrainingProcess.start(work, distribution, made)) {
                trained = process.await();
            }
            if (trained && Files.exists(made)) {
                Path kept = archive.keep(made, key);
                LOG.info("made the class-data archive {}; the next start is a faster one", kept);
            } else {
                LOG.info("no class-data archive was made; the next start tries again");
                LOG.debug("What the attempt said: {}", Files.readString(work.resolve("output")));
            }
        } finally {
            new FileTree(work).delete();
        }
    }

    private static boolean hasRoom() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean machine) {
            return machine.getTotalMemorySize() >= MEMORY;
        }
        return true;
    }
}
