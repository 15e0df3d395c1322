package dev.patchbay.registry.compatibility;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.namespace.PackageNamespace;

/**
 * An Import-Package as the framework spells it, a filter, read back into the words of a manifest.
 *
 * @param name of the package
 * @param range of versions, such as {@code [2.0.0,3.0.0)}; empty if any will do
 */
record PackageFilter(String name, String range) {
    private static final Pattern NAME = Pattern.compile("\\(" + PackageNamespace.PACKAGE_NAMESPACE + "=([^)]*)\\)");
    private static final Pattern FROM = Pattern.compile("(?<!\\(!)\\(version>=([^)]*)\\)");
    private static final Pattern BELOW = Pattern.compile("\\(!\\(version>=([^)]*)\\)\\)");

    static PackageFilter parse(String filter) {
        Matcher name = NAME.matcher(filter);
        Matcher from = FROM.matcher(filter);
        Matcher below = BELOW.matcher(filter);
        String packageName = name.find() ? name.group(1) : filter;
        if (!from.find()) {
            return new PackageFilter(packageName, "");
        }
        String lowest = from.group(1);
        return new PackageFilter(
                packageName, below.find() ? "[" + lowest + "," + below.group(1) + ")" : lowest + " or later");
    }

    @Override
    public String toString() {
        return range.isEmpty() ? name : name + " " + range;
    }
}
