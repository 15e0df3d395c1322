package dev.patchbay.vault;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where Vault is and who asks it: from the environment, {@code VAULT_TOKEN_FILE}, or from a setting of the runtime,
 * {@code vault.token.file}, which the environment beats.
 */
final class VaultSettings {
    private final UnaryOperator<String> properties;
    private final Map<String, String> environment;

    /** @param properties those of the framework; null for one that is not set */
    VaultSettings(UnaryOperator<String> properties, Map<String, String> environment) {
        this.properties = properties;
        this.environment = environment;
    }

    /** @param variable without {@code VAULT_} */
    Optional<String> text(String variable) {
        String name = "VAULT_" + variable;
        String property = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(properties.apply(property)))
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    Optional<Path> file(String variable) {
        return text(variable).map(Path::of);
    }

    /** Without a slash at its end. */
    String address() {
        return text("ADDR")
                .map(each -> each.replaceFirst("/+$", ""))
                .orElseThrow(() -> Refusal.wrong("nobody says where Vault is; set VAULT_ADDR, or vault.addr in"
                        + " config/patchbay.cfg, to something like https://vault:8200"));
    }
}
