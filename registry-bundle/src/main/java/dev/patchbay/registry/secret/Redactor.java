package dev.patchbay.registry.secret;

import dev.patchbay.model.Secret;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Keeps known secrets out of texts: as they are, in Base64, and encoded for a URL. Immutable. */
public final class Redactor {

    /** What stands in a text where a secret was. */
    public static final String REPLACEMENT = "[secret]";

    /** Shorter ones are not looked for: too many innocent texts have them. */
    private static final int SHORTEST = 4;

    private final List<String> spellings;

    private Redactor(List<String> spellings) {
        this.spellings = spellings;
    }

    public static Redactor of(Collection<Secret> secrets) {
        Set<String> spellings = new LinkedHashSet<>();
        for (Secret secret : secrets) {
            String value = secret.reveal();
            if (value.strip().length() >= SHORTEST) {
                addSpellings(value, spellings);
                value.lines()
                        .filter(line -> line.strip().length() >= SHORTEST * 4)
                        .forEach(spellings::add);
            }
        }
        List<String> longestFirst = new ArrayList<>(spellings);
        longestFirst.sort(Comparator.comparingInt(String::length).reversed());
        return new Redactor(List.copyOf(longestFirst));
    }

    /** The text without the secrets; null stays null. */
    public String redact(String text) {
        if (text == null) {
            return null;
        }
        String clean = text;
        for (String spelling : spellings) {
            clean = clean.replace(spelling, REPLACEMENT);
        }
        return clean;
    }

    private static void addSpellings(String value, Set<String> spellings) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        spellings.add(value);
        for (int before = 0; before < 3; before++) {
            String core = base64Core(bytes, before);
            if (core.length() >= SHORTEST) {
                spellings.add(core);
                spellings.add(core.replace('+', '-').replace('/', '_'));
            }
        }
        String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
        spellings.add(encoded);
        spellings.add(encoded.replace("+", "%20"));
    }

    /**
     * The characters that stand for these bytes, and for nothing else, in the Base64 of a longer text that has them after
     * {@code before} other bytes (modulo 3): {@code user:password} is encoded as a whole.
     */
    private static String base64Core(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int from = (before * 8 + 5) / 6;
        int to = shifted.length * 8 / 6;
        return from < to ? encoded.substring(from, to) : "";
    }
}
