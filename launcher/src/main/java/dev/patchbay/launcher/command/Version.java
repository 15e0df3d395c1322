package dev.patchbay.launcher.command;

import java.util.Optional;

/** Which release this is. */
public final class Version {

    private Version() {}

    public static String sentence() {
        String release = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(unpackaged)");
        return "patchbay " + release + " on Java " + Runtime.version() + ", " + System.getProperty("os.name");
    }
}
