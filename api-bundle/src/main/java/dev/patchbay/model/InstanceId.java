package dev.patchbay.model;

import java.util.Comparator;

/**
 * The name of a configured connector, written {@code type~name@tenant}.
 *
 * <p>{@code ~default} and {@code @default} may be left out when an id is read, and always are when one is written, so
 * that every instance has exactly one spelling in file names, the shell, URLs, logs and metrics.
 *
 * @param type the connector type, such as {@code github}
 * @param name the instance's name within its type and tenant
 * @param tenant whose instance it is
 */
public record InstanceId(String type, String name, String tenant) implements Comparable<InstanceId> {

    /** The name, and the tenant, that may be left out. */
    public static final String DEFAULT = "default";

    private static final int LONGEST_PART = 63;
    private static final Comparator<InstanceId> ORDER = Comparator.comparing(InstanceId::type)
            .thenComparing(InstanceId::tenant)
            .thenComparing(InstanceId::name);

    /** @throws IllegalArgumentException if a part is not 1 to 63 of {@code a-z 0-9 -}, starting with a letter or digit */
    public InstanceId {
        requirePart("type", type);
        requirePart("name", name);
        requirePart("tenant", tenant);
    }

    /** The instance named {@code default} of the tenant {@code default}. */
    public static InstanceId ofType(String type) {
        return new InstanceId(type, DEFAULT, DEFAULT);
    }

    /**
     * Reads {@code type}, {@code type~name}, {@code type@tenant} or {@code type~name@tenant}.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    public static InstanceId parse(String text) {
        // By hand: regular expressions would cost most of what a call by a name costs.
        int tilde = text.indexOf('~');
        int at = text.indexOf('@');
        int endOfName = at < 0 ? text.length() : at;
        if (text.lastIndexOf('~') != tilde || text.lastIndexOf('@') != at || tilde > endOfName) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an instance id; write type~name@tenant, for example github~europe@acme");
        }
        return new InstanceId(
                text.substring(0, tilde < 0 ? endOfName : tilde),
                tilde < 0 ? DEFAULT : orDefault(text.substring(tilde + 1, endOfName)),
                at < 0 ? DEFAULT : orDefault(text.substring(at + 1)));
    }

    /** Whether a text can be the type, name or tenant of an id. */
    public static boolean isPart(String text) {
        if (text.isEmpty() || text.length() > LONGEST_PART || text.charAt(0) == '-') {
            return false;
        }
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (!(each >= 'a' && each <= 'z' || each >= '0' && each <= '9' || each == '-')) {
                return false;
            }
        }
        return true;
    }

    /** The one spelling: {@code type~name@tenant} without the parts that are {@code default}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type);
        if (!name.equals(DEFAULT)) {
            text.append('~').append(name);
        }
        if (!tenant.equals(DEFAULT)) {
            text.append('@').append(tenant);
        }
        return text.toString();
    }

    // Both are written out: what a record has by itself is linked at its first use, in the way of every start.

    @Override
    public boolean equals(Object other) {
        return other instanceof InstanceId id
                && type.equals(id.type)
                && name.equals(id.name)
                && tenant.equals(id.tenant);
    }

    @Override
    public int hashCode() {
        return (type.hashCode() * 31 + name.hashCode()) * 31 + tenant.hashCode();
    }

    /** Orders by type, then tenant, then name. */
    @Override
    public int compareTo(InstanceId other) {
        return ORDER.compare(this, other);
    }

    /** Of what all instances have in common there is one text. */
    private static String orDefault(String part) {
        return part.equals(DEFAULT) ? DEFAULT : part;
    }

    private static void requirePart(String what, String part) {
        if (part == null || !isPart(part)) {
            throw new IllegalArgumentException("'" + part + "' cannot be the " + what
                    + " of an instance; use 1 to 63 of a-z, 0-9 and '-', starting with a letter or digit");
        }
    }
}
