package dev.patchbay.registry.format;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a key of a setting may look like. */
public final class SettingKey {
    /** No part is as long as the lines of a key in PEM form, which must not be taken for the name of a setting. */
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9]{1,40}([._-]+[A-Za-z0-9]{1,40}){0,9}");

    private static final Pattern RESERVED = Pattern.compile("(service|felix|patchbay)\\..*");

    private SettingKey() {}

    /** What is wrong with a key, as a clause that quotes it only if it surely is no secret; empty if nothing is. */
    public static Optional<String> fault(String key) {
        if (!KEY.matcher(key).matches()) {
            return Optional.of("has a key that no setting can have; use a-z, 0-9, '.' and '-'");
        }
        return RESERVED.matcher(key).matches()
                ? Optional.of("sets '" + key + "', which the platform keeps for itself; remove it")
                : Optional.empty();
    }
}
