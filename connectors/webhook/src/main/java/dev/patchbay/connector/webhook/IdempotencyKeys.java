package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The keys of one push: made of what is posted, so that they are the same when it is pushed again. What is in one push
 * twice is meant twice, and has two keys.
 */
final class IdempotencyKeys {
    private static final int LENGTH = 32;

    private final Map<String, Integer> given = new HashMap<>();

    String key(List<ConnectorRecord> records, String path, byte[] body) {
        MessageDigest hash = sha256();
        add(hash, path);
        records.forEach(each -> {
            add(hash, each.type());
            add(hash, each.id().orElse(""));
        });
        hash.update(body);
        String content = HexFormat.of().formatHex(hash.digest()).substring(0, LENGTH);
        int times = given.merge(content, 1, Integer::sum);
        return times == 1 ? content : content + "-" + times;
    }

    private static void add(MessageDigest hash, String text) {
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        hash.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256, and this one has not", e);
        }
    }
}
