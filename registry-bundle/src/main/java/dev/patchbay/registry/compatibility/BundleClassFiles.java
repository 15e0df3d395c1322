package dev.patchbay.registry.compatibility;

import dev.patchbay.registry.jar.ClassVersions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;

/** The class files in a bundle that is installed, looked at without resolving it or loading any. */
final class BundleClassFiles {
    private static final int START = 8;

    private BundleClassFiles() {}

    /** The feature version of Java that the newest was compiled for; 0 if there is none. */
    static int newest(Bundle bundle) {
        ClassVersions versions = new ClassVersions();
        see(bundle, "/", versions);
        return versions.newest();
    }

    private static void see(Bundle bundle, String folder, ClassVersions versions) {
        Enumeration<String> entries = bundle.getEntryPaths(folder);
        for (String entry : entries == null ? Collections.<String>emptyList() : Collections.list(entries)) {
            if (entry.endsWith("/")) {
                see(bundle, entry, versions);
            } else if (ClassVersions.isClassFile(entry)) {
                see(bundle.getEntry(entry), versions);
            }
        }
    }

    private static void see(URL file, ClassVersions versions) {
        if (file == null) {
            return;
        }
        try (InputStream in = file.openStream()) {
            byte[] start = in.readNBytes(START);
            versions.see(start, start.length);
        } catch (IOException unreadable) {
            // It is in the way of other questions than this one.
        }
    }
}
