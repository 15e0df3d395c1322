package dev.patchbay.api;

import dev.patchbay.model.DeploymentState;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Version;

/** A JAR in deploy/, what it brings, and how it stands. */
public final class Deployment {
    private final String file;
    private final DeploymentState state;
    private final String name;
    private final Version version;
    private final List<String> types;
    private final String sha256;
    private final List<String> reasons;

    private Deployment(
            String file,
            DeploymentState state,
            String name,
            Version version,
            List<String> types,
            String sha256,
            List<String> reasons) {
        this.file = Objects.requireNonNull(file, "file");
        this.state = Objects.requireNonNull(state, "state");
        this.name = Objects.requireNonNull(name, "name");
        this.version = Objects.requireNonNull(version, "version");
        this.types = List.copyOf(types);
        this.sha256 = Objects.requireNonNull(sha256, "sha256");
        this.reasons = List.copyOf(reasons);
    }

    /** A bundle. */
    public static Deployment of(
            String file,
            DeploymentState state,
            String name,
            Version version,
            List<String> types,
            String sha256,
            List<String> reasons) {
        return new Deployment(file, state, name, version, types, sha256, reasons);
    }

    /** A file of which nothing could be read. */
    public static Deployment unsound(String file, List<String> reasons) {
        return new Deployment(file, DeploymentState.UNSOUND, "", Version.emptyVersion, List.of(), "", reasons);
    }

    /** The file's name, without folder. */
    public String file() {
        return file;
    }

    public DeploymentState state() {
        return state;
    }

    /** The bundle's symbolic name; empty if it could not be read. */
    public String name() {
        return name;
    }

    public Version version() {
        return version;
    }

    /** The connector types that it brings, sorted; none for a library. */
    public List<String> types() {
        return types;
    }

    /** Of the bytes that are in effect, in hexadecimal; empty if there are none. */
    public String sha256() {
        return sha256;
    }

    /** Why it stands so and what to do, a sentence each, the most important first. */
    public List<String> reasons() {
        return reasons;
    }

    @Override
    public String toString() {
        return file + " " + state + (reasons.isEmpty() ? "" : ": " + reasons.get(0));
    }
}
