package dev.patchbay.vault;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key of a secret: {@code secret/app/db#password} is the key {@code password} of {@code app/db} in the engine mounted at
 * {@code secret}.
 *
 * @param path as it was written, for people
 * @param data where the API has it
 */
record VaultPath(String path, String data, String key) {

    /** @param mount where the engine is mounted, if not at the first part of the path */
    static VaultPath of(String name, Optional<String> mount) {
        int hash = name.lastIndexOf('#');
        String path = hash < 0 ? name : name.substring(0, hash);
        String engine = mount.map(each -> each.replaceAll("^/+|/+$", ""))
                .filter(each -> path.startsWith(each + "/"))
                .orElseGet(() -> path.replaceFirst("/.*", ""));
        String rest = path.substring(Math.min(path.length(), engine.length() + 1));
        boolean sound = hash > 0 && hash < name.length() - 1 && !rest.isEmpty() && isSound(path);
        if (!sound) {
            throw Refusal.wrong("'" + name + "' is no place in Vault; write $[vault:mount/path#key], such as"
                    + " $[vault:secret/app/db#password]");
        }
        return new VaultPath(path, encoded(engine) + "/data/" + encoded(rest), name.substring(hash + 1));
    }

    private static boolean isSound(String path) {
        return Stream.of(path.split("/", -1))
                .noneMatch(each -> each.isEmpty()
                        || each.endsWith(".")
                        || each.chars().anyMatch(character -> character < ' ' || character == 127));
    }

    private static String encoded(String path) {
        return Stream.of(path.split("/"))
                .map(each -> URLEncoder.encode(each, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
