package dev.patchbay.api;

import dev.patchbay.model.InstanceState;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A tenant at one moment: what there is of it in this runtime. */
public final class TenantStatus {
    private final String name;
    private final Map<InstanceState, Integer> instances;
    private final List<String> secrets;

    private TenantStatus(String name, Map<InstanceState, Integer> instances, List<String> secrets) {
        this.name = Objects.requireNonNull(name, "name");
        this.instances = Collections.unmodifiableMap(new TreeMap<>(instances));
        this.secrets = List.copyOf(secrets);
    }

    public static TenantStatus of(String name, Map<InstanceState, Integer> instances, List<String> secrets) {
        return new TenantStatus(name, instances, secrets);
    }

    public String name() {
        return name;
    }

    /** How many instances are in each state; states without an instance are not there. */
    public Map<InstanceState, Integer> instances() {
        return instances;
    }

    /** Where secrets of its own lie, such as {@code secrets/acme/token}; never what they are. */
    public List<String> secrets() {
        return secrets;
    }
}
