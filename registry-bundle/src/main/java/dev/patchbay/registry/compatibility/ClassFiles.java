package dev.patchbay.registry.compatibility;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import org.osgi.framework.Bundle;

/** The class files in a bundle, looked at without resolving it or loading any. */
final class ClassFiles {
    private static final int MAGIC = 0xCAFEBABE;
    /** Class files of Java 5 have 49, those of Java 17 have 61. */
    private static final int BEFORE_JAVA_1 = 44;

    private ClassFiles() {}

    /** The feature version of Java that the newest was compiled for; 0 if there is none. */
    static int newest(Bundle bundle) {
        return newest(bundle, "/");
    }

    private static int newest(Bundle bundle, String folder) {
        Enumeration<String> entries = bundle.getEntryPaths(folder);
        int newest = 0;
        for (String entry : entries == null ? Collections.<String>emptyList() : Collections.list(entries)) {
            // What stands there is for later versions of Java only, and is not looked at by earlier ones.
            if (entry.startsWith("META-INF/")) {
                continue;
            }
            if (entry.endsWith("/")) {
                newest = Math.max(newest, newest(bundle, entry));
            } else if (entry.endsWith(".class") && !entry.endsWith("module-info.class")) {
                newest = Math.max(newest, version(bundle.getEntry(entry)));
            }
        }
        return newest;
    }

    private static int version(URL file) {
        if (file == null) {
            return 0;
        }
        try (DataInputStream in = new DataInputStream(file.openStream())) {
            if (in.readInt() != MAGIC) {
                return 0;
            }
            in.readUnsignedShort();
            return in.readUnsignedShort() - BEFORE_JAVA_1;
        } catch (IOException unreadable) {
            // It is in the way of other questions than this one.
            return 0;
        }
    }
}
