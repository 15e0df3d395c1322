package dev.patchbay.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A repository of Maven in which lies what this build has made, as a release would leave it there; all else it shares with the
 * repository of whoever builds, in which of ours nothing is left.
 */
final class BuiltRepository {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Path OWN = Path.of("dev", "patchbay");

    private final Path folder;
    private final String version;

    private BuiltRepository(Path folder, String version) {
        this.folder = folder;
        this.version = version;
    }

    /** @param shared the repository of this build */
    static BuiltRepository make(Path folder, Path shared) throws IOException {
        link(shared, folder, "dev");
        link(shared.resolve("dev"), folder.resolve("dev"), "patchbay");
        Matcher version = Pattern.compile("<artifactId>patchbay</artifactId>\\s*<version>([^<]+)</version>")
                .matcher(Files.readString(CHECKOUT.resolve("pom.xml")));
        if (!version.find()) {
            throw new IOException(CHECKOUT.resolve("pom.xml") + " has no version");
        }
        BuiltRepository repository = new BuiltRepository(folder, version.group(1));
        repository.put("patchbay", "pom.xml", ".pom");
        return repository;
    }

    /** Puts a module there. */
    void add(String module) throws IOException {
        String name = module.substring(module.lastIndexOf('/') + 1);
        put(name, module + "/pom.xml", ".pom");
        put(name, module + "/target/" + name + "-" + version + ".jar", ".jar");
    }

    Path folder() {
        return folder;
    }

    String version() {
        return version;
    }

    private void put(String name, String file, String suffix) throws IOException {
        Path place = Files.createDirectories(folder.resolve(OWN).resolve(name).resolve(version));
        Files.copy(
                CHECKOUT.resolve(file),
                place.resolve(name + "-" + version + suffix),
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Everything of a folder is seen in another one, but for one name. */
    private static void link(Path from, Path to, String without) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        List<Path> entries;
        try (Stream<Path> all = Files.list(from)) {
            entries = all.filter(each -> !each.endsWith(without)).toList();
        }
        for (Path each : entries) {
            Files.createSymbolicLink(to.resolve(each.getFileName()), each.toAbsolutePath());
        }
    }
}
