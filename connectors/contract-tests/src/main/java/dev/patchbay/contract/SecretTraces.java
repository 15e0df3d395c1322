package dev.patchbay.contract;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A secret as it may stand in a text: as it is, or as it was encoded on its way. */
final class SecretTraces {
    /** Fewer characters of an encoding stand in any text by chance. */
    private static final int FEWEST = 7;

    private static final Pattern PERCENT = Pattern.compile("(%[0-9A-Fa-f]{2})+");

    private final String secret;
    private final Set<String> forms = new LinkedHashSet<>();

    SecretTraces(String secret) {
        this.secret = secret;
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        addLong(HexFormat.of().formatHex(bytes));
        addLong(HexFormat.of().withUpperCase().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            String inside = base64(bytes, before);
            addLong(inside);
            addLong(inside.replace('+', '-').replace('/', '_'));
        }
    }

    boolean isIn(String text) {
        return text.contains(secret)
                || decoded(text).contains(secret)
                || decoded(text.replace('+', ' ')).contains(secret)
                || forms.stream().anyMatch(text::contains);
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

    /** As a URL means it; what is no encoding stays. */
    private static String decoded(String text) {
        return PERCENT.matcher(text).replaceAll(found -> {
            byte[] bytes = HexFormat.of().parseHex(found.group().replace("%", ""));
            return Matcher.quoteReplacement(new String(bytes, StandardCharsets.UTF_8));
        });
    }
}
