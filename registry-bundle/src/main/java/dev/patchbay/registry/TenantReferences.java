package dev.patchbay.registry;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.secret.SecretPlaces;
import dev.patchbay.registry.secret.SecretReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * Makes sure that no secret of the operator is put beside settings that a tenant chooses, such as the address that it
     * is sent to.
     *
     * @param definition what defines the instance now, with its overlays; empty if nothing does
     * @throws ConnectorException with INVALID_CONFIG if the operator has a part in it
     */
    static void requireOwn(InstanceId id, Optional<Definition> definition) {
        definition.flatMap(TenantReferences::operatorsPart).ifPresent(part -> {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    "'" + id + "' is configured by the operator (" + part + "), whose settings cannot be mixed with "
                            + "others; configure an instance of another name");
        });
    }

    private static Optional<String> operatorsPart(Definition definition) {
        if (definition.file().isPresent()) {
            return Optional.of(definition.source());
        }
        return definition.values().entrySet().stream()
                .filter(each -> definition.overlaid(each.getKey()).isPresent()
                        || texts(each.getValue())
                                .flatMap(text -> SecretReference.allIn(text).stream())
                                .anyMatch(reference -> !SecretPlaces.has(reference.scheme())))
                .map(each -> "'" + each.getKey() + "'")
                .sorted()
                .findFirst();
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
