package dev.patchbay.registry.linkage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Where the runtime enters a bundle: its activator, components, and services of the JDK's kind. Exported packages are not
 * counted, since nobody uses all of a library, and many lack something that nobody misses; a bundle with none of all these
 * is entered anywhere.
 */
final class Entrances {
    /** A class name, wherever it stands in a text. Who is taken for one by mistake does no harm. */
    private static final Pattern NAME = Pattern.compile("[\\p{Alpha}_$][\\w$]*(?:\\.[\\p{Alpha}_$][\\w$]*)+");

    private static final int LOCAL = BundleWiring.LISTRESOURCES_LOCAL;

    private final BundleWiring wiring;

    Entrances(BundleWiring wiring) {
        this.wiring = wiring;
    }

    /** @param own names of the classes of the bundle */
    Set<String> among(Collection<String> own) {
        Set<String> named = new HashSet<>();
        addNames(String.valueOf(wiring.getBundle().getHeaders("").get(Constants.BUNDLE_ACTIVATOR)), named);
        addNames("/OSGI-INF", "*.xml", named);
        addNames("/META-INF/services", "*", named);
        Set<String> entrances =
                own.stream().filter(named::contains).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean exports = !Imports.orNone(wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE))
                .isEmpty();
        return entrances.isEmpty() && !exports ? new LinkedHashSet<>(own) : entrances;
    }

    private void addNames(String folder, String pattern, Set<String> named) {
        ClassLoader loader = wiring.getClassLoader();
        Collection<String> paths = wiring.listResources(folder, pattern, LOCAL);
        for (String path : Imports.orNone(paths)) {
            try (InputStream in = loader == null ? null : loader.getResourceAsStream(path)) {
                if (in != null) {
                    addNames(new String(in.readAllBytes(), StandardCharsets.UTF_8), named);
                }
            } catch (IOException unreadable) {
                // Then it names nobody.
            }
        }
    }

    private static void addNames(String text, Set<String> named) {
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            named.add(names.group().replace('.', '/'));
        }
    }
}
