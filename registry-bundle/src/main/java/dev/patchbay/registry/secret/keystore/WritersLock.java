package dev.patchbay.registry.secret.keystore;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets one process at a time change a file; the system takes it back from one that died. */
final class WritersLock {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);

    private final FileChannel channel;

    private WritersLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for its turn.
     *
     * @throws ConnectorException if that does not come in time, or the thread is interrupted
     */
    static WritersLock take(Path file, Duration patience) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            long end = System.nanoTime() + patience.toNanos();
            while (!taken) {
                taken = tryLock(channel);
                if (!taken
                        && (System.nanoTime() - end > 0
                                || Thread.currentThread().isInterrupted())) {
                    throw new ConnectorException(
                            ErrorCode.TIMED_OUT,
                            "another process has held '" + beside + "' for " + patience.toSeconds()
                                    + " s; see which one changes the keystore, and try again");
                }
                if (!taken) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
            return new WritersLock(channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    void close() throws IOException {
        channel.close();
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }
}
