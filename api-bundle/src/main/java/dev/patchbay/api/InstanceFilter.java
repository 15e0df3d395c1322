package dev.patchbay.api;

import dev.patchbay.model.InstanceId;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Which instances are meant; immutable. */
public final class InstanceFilter {
    private static final InstanceFilter ALL = new InstanceFilter(null, null, id -> true);

    private final String type;
    private final String tenant;
    private final Predicate<InstanceId> condition;

    private InstanceFilter(String type, String tenant, Predicate<InstanceId> condition) {
        this.type = type;
        this.tenant = tenant;
        this.condition = condition;
    }

    public static InstanceFilter all() {
        return ALL;
    }

    public InstanceFilter type(String name) {
        return new InstanceFilter(Objects.requireNonNull(name, "type"), tenant, condition);
    }

    public InstanceFilter tenant(String name) {
        return new InstanceFilter(type, Objects.requireNonNull(name, "tenant"), condition);
    }

    /** Only those for which this holds as well. */
    public InstanceFilter where(Predicate<InstanceId> further) {
        return new InstanceFilter(type, tenant, condition.and(further));
    }

    public Optional<String> type() {
        return Optional.ofNullable(type);
    }

    public Optional<String> tenant() {
        return Optional.ofNullable(tenant);
    }

    public boolean matches(InstanceId id) {
        return (type == null || type.equals(id.type()))
                && (tenant == null || tenant.equals(id.tenant()))
                && condition.test(id);
    }
}
