package dev.patchbay.registry.jar;

/** For which Java the class files of a JAR were compiled. For one thread. */
public final class ClassVersions {
    static final String SUFFIX = ".class";

    private static final int MAGIC = 0xcafebabe;
    private static final int MAJOR_OF_JAVA_0 = 44;

    private int newest;
    private int oldest = Integer.MAX_VALUE;

    /**
     * Whether an entry is a class file that every Java would load: one under META-INF/ is not, nor is the description of a
     * module.
     */
    public static boolean isClassFile(String name) {
        return name.endsWith(SUFFIX) && !name.startsWith("META-INF/") && !name.endsWith("module-info" + SUFFIX);
    }

    /** Takes note of how a class file begins. */
    public void see(byte[] start, int length) {
        if (length < 8) {
            return;
        }
        int magic = start[0] << 24 | (start[1] & 0xff) << 16 | (start[2] & 0xff) << 8 | start[3] & 0xff;
        if (magic == MAGIC) {
            int java = ((start[6] & 0xff) << 8 | start[7] & 0xff) - MAJOR_OF_JAVA_0;
            newest = Math.max(newest, java);
            oldest = Math.min(oldest, java);
        }
    }

    /** The feature version of Java that the newest needs; 0 if there are no class files. */
    public int newest() {
        return newest;
    }

    /** The feature version of Java that the oldest needs; 0 if there are no class files. */
    int oldest() {
        return Math.min(oldest, newest);
    }
}
