package dev.patchbay.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** A secret as it may stand in a text: as it is, or as it was encoded on its way. */
final class SecretTraces {
    /** Fewer characters stand in any text by chance. */
    private static final int FEWEST = 6;

    private final Set<String> forms = new LinkedHashSet<>();

    SecretTraces(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String encoded = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.add(secret);
        addLong(encoded);
        addLong(encoded.replace("+", "%20"));
        addLong(lower(encoded));
        addLong(HexFormat.of().formatHex(bytes));
        addLong(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            String inside = base64(bytes, before);
            addLong(inside);
            addLong(inside.replace('+', '-').replace('/', '_'));
        }
    }

    boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    private void addLong(String form) {
        if (form.length() >= FEWEST) {
            forms.add(form);
        }
    }

    /** What the secret alone makes of Base64, wherever it stands in what is encoded: behind {@code user:}, for example. */
    private static String base64(byte[] secret, int before) {
        byte[] all = new byte[before + secret.length];
        System.arraycopy(secret, 0, all, before, secret.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(all);
        return text.substring((before * 8 + 5) / 6, all.length * 8 / 6);
    }

    private static String lower(String encoded) {
        StringBuilder text = new StringBuilder(encoded);
        for (int at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
            text.replace(at, at + 3, text.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return text.toString();
    }
}
