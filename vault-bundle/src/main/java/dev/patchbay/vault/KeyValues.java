package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The KV engine, version 2, as its published API has it. Thread-safe. */
final class KeyValues {
    /** Others may write the same secret at the same time; each attempt begins with what they wrote. */
    private static final int ATTEMPTS = 5;

    private final VaultHttp http;
    private final TokenKeeper tokens;

    KeyValues(VaultHttp http, TokenKeeper tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /**
     * A secret with all its keys at one version.
     *
     * @param version that a writer has to name; 0 if there has never been one
     */
    record Version(long version, Map<String, Object> keys) {

        Optional<Secret> key(String name) {
            return Optional.ofNullable(keys.get(name)).map(Version::text).map(Secret::of);
        }

        private static String text(Object value) {
            return value instanceof Map || value instanceof List ? Json.write(value) : String.valueOf(value);
        }

        /** Its values are secrets. */
        @Override
        public String toString() {
            return "version " + version;
        }
    }

    /** The latest; one without keys if there is none. */
    Version read(VaultPath path) {
        Reply reply = authorised(token -> http.get(path.data(), token));
        // One that was deleted answers so, too, but with its version.
        if (!reply.succeeded() && reply.status() != 404) {
            throw reply.status() == 403 ? denied(path, "read") : Refusal.of(reply, http.address());
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        reply.in("data").in("data").body().forEach((name, value) -> keys.put(String.valueOf(name), value));
        return new Version(reply.in("data").in("metadata").number("version"), keys);
    }

    /** Sets one key and keeps the others, also those that somebody else sets meanwhile. */
    void write(VaultPath path, Secret secret) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Version before = read(path);
            Map<String, Object> keys = new LinkedHashMap<>(before.keys());
            keys.put(path.key(), secret.reveal());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("options", Map.of("cas", before.version()));
            body.put("data", keys);
            Reply reply = authorised(token -> http.post(path.data(), token, body));
            if (reply.succeeded()) {
                return;
            }
            if (reply.status() != 400 || !reply.tells("check-and-set")) {
                throw reply.status() == 403 ? denied(path, "create and update") : Refusal.of(reply, http.address());
            }
        }
        throw Refusal.unavailable(
                "'" + path.path() + "' in Vault was changed by somebody else each time before it could"
                        + " be written; see who writes it so often");
    }

    private Reply authorised(Request request) {
        String token = tokens.current();
        Reply reply = request.send(token);
        return reply.status() == 403 && tokens.isReplaced(token) ? request.send(tokens.current()) : reply;
    }

    private ConnectorException denied(VaultPath path, String capability) {
        return Refusal.denied("Vault at '" + http.address() + "' denies this runtime '" + path.path()
                + "' (403); its token has ended, or lacks a policy with '" + capability + "' on '" + path.data() + "'");
    }

    @FunctionalInterface
    private interface Request {
        Reply send(String token);
    }
}
