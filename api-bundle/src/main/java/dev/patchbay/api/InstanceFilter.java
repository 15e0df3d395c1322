package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import java.util.Objects;
import java.util.Optional;

/** Which instances are meant; immutable. */
public final class InstanceFilter {
    private static final InstanceFilter ALL = new InstanceFilter(null, null);

    private final String type;
    private final String tenant;

    private InstanceFilter(String type, String tenant) {
        this.type = type;
        this.tenant = tenant;
    }

    public static InstanceFilter all() {
        return ALL;
    }

    public InstanceFilter type(String name) {
        return new InstanceFilter(Objects.requireNonNull(name, "type"), tenant);
    }

    public InstanceFilter tenant(String name) {
        return new InstanceFilter(type, Objects.requireNonNull(name, "tenant"));
    }

    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    public boolean matches(InstanceId id) {
        return (type == null || type.equals(id.type())) && (tenant == null || tenant.equals(id.tenant()));
    }
}
