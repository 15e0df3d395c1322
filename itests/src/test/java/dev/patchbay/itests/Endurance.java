package dev.patchbay.itests;

/** How often tests repeat what must be repeated: a sample usually, many times with {@code -Pendurance}. */
final class Endurance {
    private static final boolean ASKED_FOR = Boolean.getBoolean("patchbay.endurance");

    private Endurance() {}

    static int times(int usually, int endurance) {
        return ASKED_FOR ? endurance : usually;
    }
}
