package dev.patchbay.registry.files;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of configuration files: {@code connector.TYPE~NAME@TENANT.cfg}, without the parts that are {@code default}. */
public final class CfgFileName {
    private static final String PREFIX = "connector.";
    private static final String SUFFIX = ".cfg";
    private static final Pattern MEANT_FOR_US =
            Pattern.compile("connector([^a-z0-9].*)?\\.cfg", Pattern.CASE_INSENSITIVE);

    private final String name;
    private final InstanceId id;

    private CfgFileName(String name, InstanceId id) {
        this.name = name;
        this.id = id;
    }

    /** Whether a file is one of ours, well named or not; all others are of other components. */
    public static boolean isOurs(String fileName) {
        return MEANT_FOR_US.matcher(fileName).matches();
    }

    /** The name of a file without its folder. */
    public static CfgFileName parse(String fileName) {
        return new CfgFileName(fileName, read(fileName));
    }

    /** The one name that the file of an instance should have. */
    public static String of(InstanceId id) {
        return PREFIX + id + SUFFIX;
    }

    /** The instance that it defines; empty if it cannot be read. */
    public Optional<InstanceId> id() {
        return Optional.ofNullable(id);
    }

    /** What is wrong with it; empty if it defines an instance. */
    public Optional<Problem> problem() {
        return id != null
                ? Optional.empty()
                : Optional.of(
                        Problem.of("'" + name + "' names no instance; rename it to connector.TYPE~NAME@TENANT.cfg, "
                                        + "such as " + example() + ", each part of a-z, 0-9 and '-'")
                                .at(name, 0));
    }

    /** What is wrong with a file that lies in another folder than {@code config}. */
    static Problem misplaced(Path file, Path config) {
        return Problem.of("lies in '" + file.getParent().getFileName()
                        + "', where configurations are not read; move it to '" + config.getFileName() + "'")
                .at(file.getFileName().toString(), 0);
    }

    /** A name of about the same words that could be read. */
    private String example() {
        String lower = name.toLowerCase(Locale.ROOT);
        String words = lower.substring("connector".length(), lower.length() - SUFFIX.length())
                .replaceFirst("^[^a-z0-9]+", "")
                .replace('_', '-')
                .replace(' ', '-');
        return Optional.ofNullable(read(PREFIX + words + SUFFIX))
                .map(CfgFileName::of)
                .orElse("connector.github~europe.cfg");
    }

    private static InstanceId read(String fileName) {
        if (!fileName.startsWith(PREFIX) || !fileName.endsWith(SUFFIX)) {
            return null;
        }
        try {
            return InstanceId.parse(fileName.substring(
                    PREFIX.length(), Math.max(PREFIX.length(), fileName.length() - SUFFIX.length())));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
