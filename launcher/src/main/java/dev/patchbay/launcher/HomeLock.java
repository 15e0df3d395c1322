package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second runtime off a home: a lock on data/lock, which holds the process id of its owner. */
final class HomeLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HomeLock.class);

    /**
     * The homes of this JVM. Asked first, because on POSIX a process that closes any channel to a locked file loses the
     * lock: looking into the file would release what it looks for.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** What is locked is this byte, behind the process id: Windows keeps others from reading what is locked. */
    private static final long LOCKED = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private HomeLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws StartException if another runtime has it, naming its process */
    static HomeLock take(Home home) {
        Path file = home.data().resolve("lock");
        if (!HELD.add(file)) {
            throw taken(home, Long.toString(ProcessHandle.current().pid()));
        }
        boolean held = false;
        try {
            HomeLock lock = open(home, file);
            held = true;
            return lock;
        } catch (IOException e) {
            throw StartException.unusableHome(home.path(), e);
        } finally {
            if (!held) {
                HELD.remove(file);
            }
        }
    }

    /**
     * Writes down whose process this is, for others to tell. Not when the lock is taken: to tell it, the JDK gets ready to
     * watch over processes, which a start would wait for.
     */
    void sign() {
        String pid = Long.toString(ProcessHandle.current().pid());
        try {
            channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            LOG.debug("'{}' does not say which process has it", file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        } finally {
            HELD.remove(file);
        }
    }

    private static HomeLock open(Home home, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            if (channel.tryLock(LOCKED, 1, false) == null) {
                throw taken(home, owner(channel));
            }
            locked = true;
            channel.truncate(0);
            return new HomeLock(file, channel);
        } catch (OverlappingFileLockException e) {
            throw taken(home, owner(channel));
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString().trim();
    }

    private static StartException taken(Home home, String pid) {
        return new StartException("'" + home.path() + "' is in use by another runtime"
                + (pid.isEmpty() ? "" : ", process " + pid) + "; stop that one or choose another home");
    }
}
