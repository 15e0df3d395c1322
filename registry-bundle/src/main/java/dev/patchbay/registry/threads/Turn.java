package dev.patchbay.registry.threads;

/**
 * One piece of work of a connector object, from when it is handed to {@link LightWorkers}. After that it is begun and ended by
 * the thread that does it, or dropped by whoever knows that none will.
 */
public final class Turn {
    private final Conduct conduct;
    private final String kind;
    private boolean light;
    private long begunAt;

    Turn(Conduct conduct, String kind) {
        this.conduct = conduct;
        this.kind = kind;
    }

    /** Before it is handed over: whether it may have a virtual thread, which it then holds. */
    boolean takeLight() {
        light = conduct.take(kind);
        return light;
    }

    /** On the thread that does it. */
    public void begin() {
        begunAt = System.nanoTime();
    }

    /** On the thread that has done it. */
    public void end() {
        conduct.ended(kind, System.nanoTime() - begunAt);
        drop();
    }

    /** It was not begun, and never will be. */
    public void drop() {
        if (light) {
            conduct.giveBack();
        }
    }

    /** Nobody waits any longer for it, though it should have ended. */
    public void strayed() {
        conduct.strayed();
    }
}
