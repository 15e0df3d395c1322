package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/** What came of the removal of a tenant. */
public final class TenantRemoval {
    private final String tenant;
    private final List<String> erased;
    private final List<String> left;

    private TenantRemoval(String tenant, List<String> erased, List<String> left) {
        this.tenant = Objects.requireNonNull(tenant, "tenant");
        this.erased = List.copyOf(erased);
        this.left = List.copyOf(left);
    }

    public static TenantRemoval of(String tenant, List<String> erased, List<String> left) {
        return new TenantRemoval(tenant, erased, left);
    }

    public String tenant() {
        return tenant;
    }

    /** The files, configurations and secrets that are gone. */
    public List<String> erased() {
        return erased;
    }

    /** The places that still define something of the tenant and are not ours to edit, each with the reason. */
    public List<String> left() {
        return left;
    }

    /** Whether nothing is left. */
    public boolean isComplete() {
        return left.isEmpty();
    }
}
