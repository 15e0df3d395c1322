package dev.patchbay.registry.jar;

/**
 * How big a JAR may be. Sizes are in bytes and counted while reading: what a JAR says of itself is not believed.
 *
 * @param file size of the file
 * @param expanded sum of its entries when expanded, JARs within it included
 * @param entries how many there may be, those of JARs within it included
 * @param ratio how many times its own size it may expand to, as soon as that is more than {@link #HARMLESS}
 */
public record JarLimits(long file, long expanded, int entries, int ratio) {
    static final long MEGABYTE = 1L << 20;

    /** What expands to no more than this does no harm, however well it was compressed. */
    static final long HARMLESS = 64 * MEGABYTE;

    /** What every connector and driver that we know stays far below. */
    public static JarLimits generous() {
        return new JarLimits(512 * MEGABYTE, 2_048 * MEGABYTE, 100_000, 100);
    }

    /** The most bytes that a table of contents of so many entries reasonably has. */
    long table() {
        return entries * 512L;
    }
}
