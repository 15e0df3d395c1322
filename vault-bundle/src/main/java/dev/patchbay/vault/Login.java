package dev.patchbay.vault;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How to come by a token: given, by AppRole, or by the service account of a pod. Immutable. */
final class Login {
    private static final Path POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private final String path;
    private final Supplier<Map<String, Object>> credentials;
    private final Optional<Supplier<String>> given;

    private Login(String path, Supplier<Map<String, Object>> credentials, Optional<Supplier<String>> given) {
        this.path = path;
        this.credentials = credentials;
        this.given = given;
    }

    static Login of(VaultSettings settings) {
        String method = settings.text("AUTH").orElseGet(() -> likely(settings));
        return switch (method) {
            case "token" -> given(settings);
            case "approle" -> appRole(settings);
            case "kubernetes" -> kubernetes(settings);
            default -> throw Refusal.wrong("VAULT_AUTH is '" + method + "'; write token, approle or kubernetes");
        };
    }

    /** A token that is given; empty if one has to be asked for. */
    Optional<String> given() {
        return given.map(Supplier::get);
    }

    /** Asks for one; the answer has it in {@code auth}. */
    Reply ask(VaultHttp http) {
        Reply reply = http.post(path, credentials.get());
        if (reply.status() == 400 || reply.status() == 403 || reply.status() == 404) {
            throw Refusal.denied("Vault at '" + http.address() + "' does not accept the login at '" + path + "' ("
                    + reply.status() + "); see to the role and its credentials, and to VAULT_AUTH_MOUNT");
        }
        if (!reply.succeeded()) {
            throw Refusal.of(reply, http.address());
        }
        return reply.in("auth");
    }

    private static String likely(VaultSettings settings) {
        if (settings.text("TOKEN").isPresent() || settings.text("TOKEN_FILE").isPresent()) {
            return "token";
        }
        boolean role = settings.text("ROLE_ID").isPresent()
                || settings.text("ROLE_ID_FILE").isPresent();
        if (!role && settings.text("ROLE").isEmpty()) {
            throw Refusal.wrong("nobody says who asks Vault; set VAULT_TOKEN_FILE, or VAULT_ROLE_ID_FILE and"
                    + " VAULT_SECRET_ID_FILE, or in Kubernetes VAULT_ROLE");
        }
        return role ? "approle" : "kubernetes";
    }

    private static Login given(VaultSettings settings) {
        Supplier<String> token = () -> sendable(valueOrFile(settings, "TOKEN"));
        return new Login("", Map::of, Optional.of(token));
    }

    private static String sendable(String token) {
        if (!Token.isSendable(token)) {
            throw Refusal.wrong("VAULT_TOKEN holds no token; it must be one line of ASCII without blanks");
        }
        return token;
    }

    private static Login appRole(VaultSettings settings) {
        return new Login(
                path(settings, "approle"),
                () -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put("role_id", valueOrFile(settings, "ROLE_ID"));
                    if (settings.text("SECRET_ID").isPresent()
                            || settings.text("SECRET_ID_FILE").isPresent()) {
                        body.put("secret_id", valueOrFile(settings, "SECRET_ID"));
                    }
                    return body;
                },
                Optional.empty());
    }

    private static Login kubernetes(VaultSettings settings) {
        return new Login(
                path(settings, "kubernetes"),
                () -> {
                    Map<String, Object> body = new LinkedHashMap<>();
                    body.put(
                            "role",
                            settings.text("ROLE")
                                    .orElseThrow(() -> Refusal.wrong("VAULT_ROLE is not set; name the role"
                                            + " that Vault has for this pod's service account")));
                    body.put("jwt", SecretFile.read(settings.file("JWT_FILE").orElse(POD)));
                    return body;
                },
                Optional.empty());
    }

    private static String path(VaultSettings settings, String method) {
        return "auth/" + settings.text("AUTH_MOUNT").orElse(method) + "/login";
    }

    private static String valueOrFile(VaultSettings settings, String variable) {
        return settings.text(variable)
                .or(() -> settings.file(variable + "_FILE").map(SecretFile::read))
                .orElseThrow(() -> Refusal.wrong(
                        "neither VAULT_" + variable + " nor VAULT_" + variable + "_FILE is set; set one of them"));
    }
}
