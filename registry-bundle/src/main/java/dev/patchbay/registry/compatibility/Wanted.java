package dev.patchbay.registry.compatibility;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/**
 * A requirement as the framework spells it, a filter, read back into the words of a manifest.
 *
 * @param name of the package, the bundle or whatever it is
 * @param from the lowest version; empty if any will do
 * @param below the version from which on it is too high; empty if there is none
 */
record Wanted(String name, String from, String below) {
    private static final String VERSION =
            "(?:" + Constants.VERSION_ATTRIBUTE + "|" + Constants.BUNDLE_VERSION_ATTRIBUTE + ")>=([^)]*)\\)";
    private static final Pattern FROM = Pattern.compile("(?<!\\(!)\\(" + VERSION);
    private static final Pattern BELOW = Pattern.compile("\\(!\\(" + VERSION + "\\)");

    static Wanted of(Requirement requirement) {
        String filter = requirement.getDirectives().getOrDefault(Namespace.REQUIREMENT_FILTER_DIRECTIVE, "");
        return parse(requirement.getNamespace(), filter);
    }

    /** @param namespace whose main attribute, which bears its name, is the name that is asked for */
    static Wanted parse(String namespace, String filter) {
        Matcher name = Pattern.compile("\\(" + Pattern.quote(namespace) + "=([^)]*)\\)")
                .matcher(filter);
        return new Wanted(name.find() ? name.group(1) : filter, first(FROM, filter), first(BELOW, filter));
    }

    /** Such as {@code [2.0.0,3.0.0)}; empty if any will do. */
    String range() {
        if (isUnbounded()) {
            return below.isEmpty() ? "" : "below " + below;
        }
        return below.isEmpty() ? from + " or later" : "[" + from + "," + below + ")";
    }

    private boolean isUnbounded() {
        return from.isEmpty() || from.equals("0.0.0");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    @Override
    public String toString() {
        return range().isEmpty() ? name : name + " " + range();
    }
}
