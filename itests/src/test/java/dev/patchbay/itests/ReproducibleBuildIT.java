package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The same sources make the same bytes, whoever builds them and wherever. */
public final class ReproducibleBuildIT {
    private static final Set<String> NO_SOURCES = Set.of("target", ".git", "home");
    private static final Map<String, String> MODULES = Map.of(
            "api-bundle", "api-bundle",
            "registry-bundle", "registry-bundle",
            "toolkit", "toolkit",
            "jdbc", "connectors/jdbc",
            "github", "connectors/github",
            "webhook", "connectors/webhook",
            "email", "connectors/email",
            "salesforce", "connectors/salesforce",
            "launcher", "launcher",
            "patchbay", "distribution");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void buildsTheSameJarsAndArchivesInTwoPlaces() throws Exception {
        // Not compared with what lies in target/: that may be of an earlier build by another Java.
        CompletableFuture<Map<String, String>> here = CompletableFuture.supplyAsync(() -> hashes("here"));
        CompletableFuture<Map<String, String>> there = CompletableFuture.supplyAsync(() -> hashes("somewhere-else"));
        // Of the distribution two archives, of every other module a JAR.
        assertEquals(MODULES.size() + 1, here.join().size());
        assertEquals(here.join(), there.join());
    }

    private Map<String, String> hashes(String place) {
        try {
            Path copy = folder.getRoot().toPath().resolve(place);
            copySources(Path.of("..").toRealPath(), copy);
            Path output = folder.getRoot().toPath().resolve(place + ".log");
            int exit = maven(copy, output);
            assertEquals(Files.readString(output), 0, exit);
            Map<String, String> hashes = new TreeMap<>();
            for (Map.Entry<String, String> module : MODULES.entrySet()) {
                for (Path file : built(copy.resolve(module.getValue()), module.getKey())) {
                    hashes.put(file.getFileName().toString(), sha256(file));
                }
            }
            return hashes;
        } catch (IOException | InterruptedException | NoSuchAlgorithmException failed) {
            throw new IllegalStateException(place + " cannot be built", failed);
        }
    }

    private static int maven(Path directory, Path output) throws IOException, InterruptedException {
        // Not '-o': everything is there already, but without a network the bill of materials is left out.
        ProcessBuilder maven = new ProcessBuilder(List.of(
                        Path.of(property("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-q",
                        "-Dmaven.repo.local=" + property("maven.repository"),
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-pl",
                        String.join(",", MODULES.values()),
                        "-am",
                        "package"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return maven.start().waitFor();
    }

    private static String property(String name) {
        String value = System.getProperty(name);
        assertTrue("'" + name + "' is set by the build; run 'mvn verify'", value != null && !value.isEmpty());
        return value;
    }

    /** What the module is about, and no sources, tests or the like of it. */
    private static List<Path> built(Path module, String name) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(each ->
                            each.getFileName().toString().matches(name + "-[0-9.]+(-SNAPSHOT)?\\.(jar|tar\\.gz|zip)"))
                    .toList();
        }
    }

    private static String sha256(Path file) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void copySources(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (NO_SOURCES.contains(directory.getFileName().toString()) && !directory.equals(from)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(from.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (!NO_SOURCES.contains(file.getFileName().toString())) {
                    Files.copy(file, to.resolve(from.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
