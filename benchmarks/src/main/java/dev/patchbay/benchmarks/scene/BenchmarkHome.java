package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A home made for one measure. Files come into its folders by renaming, as a careful tool would bring them. */
public final class BenchmarkHome implements AutoCloseable {
    private static final String ARCHIVES = "data/cds";

    private final WorkFolder folder;

    private BenchmarkHome(WorkFolder folder) {
        this.folder = folder;
    }

    /** Makes one, with these connectors in deploy/; the folder is deleted with it. */
    public static BenchmarkHome create(WorkFolder folder, List<Path> connectors) throws IOException {
        BenchmarkHome home = new BenchmarkHome(folder);
        for (String name : List.of("deploy", "config", "staging")) {
            Files.createDirectory(home.path().resolve(name));
        }
        for (Path connector : connectors) {
            Files.copy(connector, home.path().resolve("deploy").resolve(connector.getFileName()));
        }
        return home;
    }

    public Path path() {
        return folder.path();
    }

    /** Writes a file beside config/, ready to be renamed into it. */
    public Path stage(String fileName, String greeting) throws IOException {
        return Files.writeString(
                path().resolve("staging").resolve(fileName),
                "# one of many\nurl=https://example.org/api\ngreeting=" + greeting + "\npage.size=50\n");
    }

    /** Writes a YAML file with as many instances, ready to be renamed into config/. */
    public Path stageMany(String fileName, String type, int count) throws IOException {
        StringBuilder text = new StringBuilder("# one for all\nconnectors:\n  " + type + ":\n");
        for (int index = 0; index < count; index++) {
            text.append("    many")
                    .append(index)
                    .append(":\n      url: https://example.org/api\n      greeting: hello\n      page.size: 50\n");
        }
        return Files.writeString(path().resolve("staging").resolve(fileName), text);
    }

    /** Writes a JAR of another version beside deploy/, ready to be renamed into it. */
    public Path stage(Path connector, String type, String version) throws IOException {
        Path staged = path().resolve("staging").resolve(type + "-" + version + ".jar");
        ConnectorBundles.copy(connector, version, staged);
        return staged;
    }

    public void drop(Path staged) throws IOException {
        move(staged, "config");
    }

    public void remove(String fileName) throws IOException {
        Files.delete(path().resolve("config").resolve(fileName));
    }

    public void deploy(Path staged) throws IOException {
        move(staged, "deploy");
    }

    public void undeploy(String fileName) throws IOException {
        Files.delete(path().resolve("deploy").resolve(fileName));
    }

    /** Whether a class-data archive has been made. */
    public boolean hasArchive() throws IOException {
        if (Files.notExists(path().resolve(ARCHIVES))) {
            return false;
        }
        try (DirectoryStream<Path> keys = Files.newDirectoryStream(path().resolve(ARCHIVES), "*.key")) {
            return keys.iterator().hasNext();
        }
    }

    /** Forgets all that a runtime has kept but its class-data archive: the next start is the first one. */
    public void forget() throws IOException {
        if (Files.exists(path().resolve("data"))) {
            try (DirectoryStream<Path> kept = Files.newDirectoryStream(path().resolve("data"))) {
                for (Path each : kept) {
                    if (!each.endsWith(ARCHIVES)) {
                        folder.delete("data/" + each.getFileName());
                    }
                }
            }
        }
        folder.delete("log");
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    private void move(Path staged, String into) throws IOException {
        Files.move(
                staged,
                path().resolve(into).resolve(staged.getFileName()),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }
}
