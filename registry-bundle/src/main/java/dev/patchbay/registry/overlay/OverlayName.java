package dev.patchbay.registry.overlay;

import dev.patchbay.model.InstanceId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a variable or a secret file means by its name: {@code CONNECTORS__JIRA__EUROPE__URL} is {@code url} of
 * {@code jira~europe}, {@code TENANTS__ACME__CONNECTORS__JIRA__EUROPE__URL} of {@code jira~europe@acme}. In the parts of an
 * id {@code _} stands for {@code -}, in a key for a dot; upper and lower case are the same.
 */
record OverlayName(InstanceId id, String key) {
    private static final String CONNECTORS = "CONNECTORS";
    private static final String TENANTS = "TENANTS";
    private static final Pattern KEY = Pattern.compile("[a-z0-9]+(\\.[a-z0-9]+)*");

    /** Whether a name can be meant for us; most of an environment is not. */
    static boolean isOurs(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith(CONNECTORS + "__") || upper.startsWith(TENANTS + "__");
    }

    /** @throws IllegalArgumentException if a name of ours names no setting; the message goes on after the name */
    static OverlayName parse(String name) {
        List<String> parts = List.of(name.toUpperCase(Locale.ROOT).split("__", -1));
        if (parts.size() == 4 && parts.get(0).equals(CONNECTORS)) {
            return of(parts.subList(1, 4), InstanceId.DEFAULT);
        }
        if (parts.size() == 6 && parts.get(0).equals(TENANTS) && parts.get(2).equals(CONNECTORS)) {
            return of(parts.subList(3, 6), part(parts.get(1)));
        }
        throw new IllegalArgumentException("names no setting of an instance; write CONNECTORS__TYPE__NAME__KEY or "
                + "TENANTS__TENANT__CONNECTORS__TYPE__NAME__KEY, with NAME DEFAULT for an instance without a name");
    }

    private static OverlayName of(List<String> parts, String tenant) {
        String key = parts.get(2).toLowerCase(Locale.ROOT).replace('_', '.');
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("has no key at its end; write for example CONNECTORS__JIRA__EUROPE__URL "
                    + "for 'url', and '_' for each dot of a key");
        }
        return new OverlayName(new InstanceId(part(parts.get(0)), part(parts.get(1)), tenant), key);
    }

    private static String part(String written) {
        String part = written.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!InstanceId.isPart(part)) {
            throw new IllegalArgumentException("has the part '" + written
                    + "', which can be no type, name or tenant; use up to 63 of A-Z, 0-9 and, not first, '_' for '-'");
        }
        return part;
    }
}
