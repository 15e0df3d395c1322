package dev.patchbay.registry;

import dev.patchbay.api.TenantRemoval;
import dev.patchbay.api.TenantStatus;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.files.FileTaker;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.secret.keystore.Keystore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All tenants, as whoever operates the runtime sees them. */
final class Tenants {
    private final RegistryCore core;
    private final TenantSecrets secrets;
    private final TenantDefinitions definitions;

    Tenants(RegistryCore core, Optional<Path> home, FileTaker installer, Keystore keystore) {
        this.core = core;
        this.secrets = new TenantSecrets(home, keystore);
        this.definitions = new TenantDefinitions(core, home, installer);
    }

    List<TenantStatus> list() {
        Map<String, Map<InstanceState, Integer>> states = new TreeMap<>();
        core.instances()
                .all()
                .forEach(each -> states.computeIfAbsent(each.id().tenant(), any -> new TreeMap<>())
                        .merge(each.standing().visibleState(), 1, Integer::sum));
        TreeSet<String> names = new TreeSet<>(states.keySet());
        names.addAll(secrets.tenants());
        decisions().map(InstanceId::tenant).forEach(names::add);
        return names.stream()
                .map(each -> TenantStatus.of(each, states.getOrDefault(each, Map.of()), secrets.of(each)))
                .toList();
    }

    TenantRemoval remove(String tenant) {
        if (tenant.equals(InstanceId.DEFAULT)) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG, "the default tenant cannot be removed; remove its instances one by one");
        }
        List<String> erased = new ArrayList<>();
        List<String> left = new ArrayList<>();
        // Also the name of a folder: what could lead out of it is no tenant.
        if (InstanceId.isPart(tenant)) {
            definitions.erase(tenant, erased, left);
            forgetDecisions(tenant, definitions.remaining(tenant), erased);
            secrets.erase(tenant, erased, left);
            forgetLimits(tenant, erased);
            core.calls().tenantRemoved(tenant);
        }
        if (erased.isEmpty() && left.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.CONNECTOR_NOT_FOUND,
                    "there is no tenant '" + tenant + "'; 'tenant list' shows those that are there");
        }
        return TenantRemoval.of(tenant, erased, left);
    }

    /** What is switched off stays so for as long as something defines it. */
    private void forgetDecisions(String tenant, Set<InstanceId> remaining, List<String> erased) {
        Predicate<InstanceId> theirs = id -> id.tenant().equals(tenant) && !remaining.contains(id);
        TreeSet<String> ids =
                decisions().filter(theirs).map(InstanceId::toString).collect(Collectors.toCollection(TreeSet::new));
        core.operator().forget(ids);
        ids.forEach(id -> erased.add("what an operator decided of '" + id + "'"));
    }

    /** Of what others share with it. */
    private void forgetLimits(String tenant, List<String> erased) {
        core.instances().all().stream()
                .filter(each -> each.forgetLimits(tenant))
                .map(Instance::id)
                .sorted()
                .forEach(id -> erased.add("what it has used of the limits of '" + id + "'"));
    }

    private Stream<InstanceId> decisions() {
        return core.operator().decided().stream().flatMap(Tenants::parsed);
    }

    /** The file may have been edited by hand. */
    private static Stream<InstanceId> parsed(String id) {
        try {
            return Stream.of(InstanceId.parse(id));
        } catch (IllegalArgumentException unreadable) {
            return Stream.empty();
        }
    }
}
