package dev.patchbay.benchmarks.scene;

/** A process that does nothing: what a JVM costs by itself. */
public final class NoProcess {

    private NoProcess() {}

    public static void main(String[] arguments) {}
}
