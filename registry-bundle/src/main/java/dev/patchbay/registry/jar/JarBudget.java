package dev.patchbay.registry.jar;

/** Counts what is read of one JAR, and ends it when it is too much. For one thread. */
final class JarBudget {
    private final JarLimits limits;
    private final long fileSize;
    private long expanded;
    private int entries;

    JarBudget(JarLimits limits, long fileSize) {
        this.limits = limits;
        this.fileSize = fileSize;
    }

    void addEntry() throws UnsoundJarException {
        if (++entries > limits.entries()) {
            throw tooMany(limits);
        }
    }

    void addBytes(long count) throws UnsoundJarException {
        expanded += count;
        if (expanded > limits.expanded()) {
            throw new UnsoundJarException(
                    "it expands to more than the " + megabytes(limits.expanded())
                            + " that a JAR may; leave out what it does not need, or split it",
                    false);
        }
        if (expanded > JarLimits.HARMLESS && expanded / limits.ratio() > fileSize) {
            throw new UnsoundJarException(
                    "it expands to more than " + limits.ratio()
                            + " times its size, as only archives do that are made to do harm; ask who made it",
                    false);
        }
    }

    static UnsoundJarException tooMany(JarLimits limits) {
        return new UnsoundJarException(
                "it has more than the " + limits.entries()
                        + " entries that a JAR may have; leave out what it does not need, or split it",
                false);
    }

    static String megabytes(long bytes) {
        return bytes / JarLimits.MEGABYTE + " MB";
    }
}
