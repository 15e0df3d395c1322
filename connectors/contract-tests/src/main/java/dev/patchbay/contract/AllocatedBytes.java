package dev.patchbay.contract;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** What the threads of this process have asked for of memory since a moment, those left out that are played for a test. */
final class AllocatedBytes {
    private final Map<Long, Long> before;
    private final Predicate<Thread> ignored;

    private AllocatedBytes(Predicate<Thread> ignored) {
        this.ignored = ignored;
        this.before = now();
    }

    /** Whether this JVM tells it. */
    static boolean areTold() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads
                && threads.isThreadAllocatedMemorySupported()
                && threads.isThreadAllocatedMemoryEnabled();
    }

    static AllocatedBytes sinceNow(Predicate<Thread> ignored) {
        return new AllocatedBytes(ignored);
    }

    /** What has ended meanwhile is not in it. */
    long count() {
        long count = 0;
        for (Map.Entry<Long, Long> each : now().entrySet()) {
            count += each.getValue() - before.getOrDefault(each.getKey(), 0L);
        }
        return count;
    }

    private Map<Long, Long> now() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<Long, Long> bytes = new HashMap<>();
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (!PlayedThreads.has(each) && !ignored.test(each)) {
                bytes.put(each.getId(), Math.max(0, threads.getThreadAllocatedBytes(each.getId())));
            }
        }
        return bytes;
    }
}
