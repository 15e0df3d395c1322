package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/** Whether a type can run here; if not, every reason with its remedy. */
public final class Compatibility {
    private final String type;
    private final boolean compatible;
    private final List<String> reasons;

    private Compatibility(String type, boolean compatible, List<String> reasons) {
        this.type = Objects.requireNonNull(type, "type");
        this.compatible = compatible;
        this.reasons = List.copyOf(reasons);
    }

    public static Compatibility compatible(String type) {
        return new Compatibility(type, true, List.of());
    }

    public static Compatibility incompatible(String type, List<String> reasons) {
        return new Compatibility(type, false, reasons);
    }

    public String type() {
        return type;
    }

    public boolean isCompatible() {
        return compatible;
    }

    /** One sentence each; empty if compatible. */
    public List<String> reasons() {
        return reasons;
    }
}
