package dev.patchbay.registry;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.install.Sha256;
import java.nio.charset.StandardCharsets;

/** The name of the secret that stands in an export for one in clear. */
final class SecretName {
    /** What a file in secrets/ may be named at most. */
    private static final int LONGEST = 128;

    private static final int HASH = 32;

    private SecretName() {}

    /** No two settings get one name: no part of an id has a dot or a '_', and what is cut off is in the hash. */
    static String of(InstanceId id, String key) {
        boolean common = id.tenant().equals(InstanceId.DEFAULT);
        String name = id.type() + '.' + id.name() + (common ? "" : '.' + id.tenant()) + '_' + key;
        if (name.length() <= LONGEST) {
            return name;
        }
        String hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8)).substring(0, HASH);
        return name.substring(0, LONGEST - HASH - 1) + '-' + hash;
    }
}
