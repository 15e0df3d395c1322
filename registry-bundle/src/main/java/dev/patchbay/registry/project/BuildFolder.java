package dev.patchbay.registry.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the JARs of a build appear: one file, or a folder that comes and goes with each clean build. Immutable. */
public final class BuildFolder {
    /** What accompanies a JAR, and what a shading build leaves of it. */
    private static final Pattern COMPANION =
            Pattern.compile(".*-(sources|javadoc|tests|test-sources)\\.jar|original-.*|\\..*");

    private final Path project; // null if builds may take away all that was named
    private final Path place;
    private final boolean file;

    private BuildFolder(Path project, Path place, boolean file) {
        this.project = project;
        this.place = place;
        this.file = file;
    }

    /** @param path a project of Maven or Gradle, a folder in which JARs lie, or a JAR; it is there, unless it is a JAR */
    public static BuildFolder of(Path path) {
        if (!Files.isDirectory(path)) {
            return new BuildFolder(null, path, true);
        }
        boolean maven = Files.exists(path.resolve("pom.xml")) || Files.isDirectory(path.resolve("target"));
        boolean gradle = Files.exists(path.resolve("build.gradle")) || Files.exists(path.resolve("build.gradle.kts"));
        if (maven) {
            return new BuildFolder(path, path.resolve("target"), false);
        }
        return gradle ? new BuildFolder(path, path.resolve("build/libs"), false) : new BuildFolder(null, path, false);
    }

    /** The file or the folder. */
    public Path place() {
        return place;
    }

    /** The project, which no build takes away; empty if what was named is no more than what a build has made. */
    Optional<Path> project() {
        return Optional.ofNullable(project);
    }

    /** Those that are there now and may be what the build is about; none while the folder is away. */
    List<Path> jars() throws IOException {
        if (file) {
            return Files.isRegularFile(place) ? List.of(place) : List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(BuildFolder::isJar).filter(Files::isRegularFile).toList();
        } catch (NoSuchFileException | NotDirectoryException cleaned) {
            return List.of();
        }
    }

    private static boolean isJar(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jar") && !COMPANION.matcher(name).matches();
    }
}
