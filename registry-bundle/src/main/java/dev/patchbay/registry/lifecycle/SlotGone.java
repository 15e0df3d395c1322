package dev.patchbay.registry.lifecycle;

/** The version of a slot is leaving, so no connector object will be made in it: look again what serves now. */
public final class SlotGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SlotGone() {
        super("the version is leaving", null, false, false);
    }
}
