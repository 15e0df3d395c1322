package dev.patchbay.registry;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.secret.SecretPlaces;
import dev.patchbay.registry.secret.SecretReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which secrets a tenant may name in settings that it writes itself. Environment, commands and vaults are the operator's:
 * whoever could name a variable there could read another tenant's.
 */
final class TenantReferences {
    private TenantReferences() {}

    /** @throws ConnectorException with INVALID_CONFIG naming the first reference that a tenant may not use */
    static void check(InstanceId id, Map<String, Object> settings) {
        if (id.tenant().equals(InstanceId.DEFAULT)) {
            return;
        }
        settings.forEach((key, value) -> texts(value)
                .flatMap(text -> SecretReference.allIn(text).stream())
                .filter(reference -> !SecretPlaces.has(reference.scheme()))
                .findFirst()
                .ifPresent(reference -> {
                    throw new ConnectorException(
                            ErrorCode.INVALID_CONFIG,
                            "'" + id + "': '" + key + "' refers to '" + reference + "', which is the operator's; use "
                                    + "$[secret:NAME] or $[keystore:NAME]");
                }));
    }

    private static Stream<String> texts(Object value) {
        if (value instanceof Collection<?> many) {
            return many.stream().map(String::valueOf);
        }
        return value instanceof Object[] array
                ? Stream.of(array).map(String::valueOf)
                : List.of(String.valueOf(value)).stream();
    }
}
