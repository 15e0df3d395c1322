package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The guard of the contract, as api-bundle's pom.xml has it, with the contract of today in the place of the last release:
 * what changes without a new version of its package fails the build.
 */
public final class BaselineIT {
    private static final String SPI = "src/main/java/dev/patchbay/spi/";
    private static final Pattern OUTCOME = Pattern.compile("variant-(\\S+) .*(SUCCESS|FAILURE)");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void letsNoChangeThroughThatItsVersionDoesNotTell() throws Exception {
        Path root = folder.getRoot().toPath();
        Path sources = Path.of("..").toRealPath();
        Files.copy(sources.resolve("bnd.bnd"), root.resolve("bnd.bnd"));
        copy(sources.resolve("api-bundle"), root.resolve("released"));
        edit(root.resolve("released/pom.xml"), "(?s)<build>.*</build>", "");
        edit(
                root.resolve("released/pom.xml"),
                "<artifactId>api-bundle</artifactId>",
                "<groupId>dev.patchbay.released</groupId><artifactId>api-bundle</artifactId><version>1.0.0</version>");

        variant("unchanged");
        Path removed = variant("removed");
        // With its comment: a newer compiler complains of one that belongs to nothing.
        edit(removed.resolve(SPI + "SecretProvider.java"), "(?s)/\\*\\*(?:(?!\\*/).)*\\*/\\s*String scheme\\(\\);", "");
        Path added = variant("added");
        edit(
                added.resolve(SPI + "SecretProvider.java"),
                "String scheme\\(\\);",
                "String scheme(); default void more() {}");
        Path versioned = variant("versioned");
        edit(
                versioned.resolve(SPI + "SecretProvider.java"),
                "String scheme\\(\\);",
                "String scheme(); default void more() {}");
        edit(versioned.resolve(SPI + "package-info.java"), "@Version\\(\"1\\.0\\.0\"\\)", "@Version(\"1.1.0\")");
        Path demanding = variant("demanding");
        edit(demanding.resolve(SPI + "SecretProvider.java"), "String scheme\\(\\);", "String scheme(); void more();");
        edit(demanding.resolve(SPI + "package-info.java"), "@Version\\(\"1\\.0\\.0\"\\)", "@Version(\"1.1.0\")");

        Files.copy(sources.resolve("pom.xml"), root.resolve("pom.xml"));
        edit(
                root.resolve("pom.xml"),
                "(?s)<modules>.*</modules>(?=\\s*<properties>)",
                "<modules><module>released</module><module>unchanged</module><module>removed</module>"
                        + "<module>added</module><module>versioned</module><module>demanding</module></modules>");

        Path output = root.resolve("output.log");
        maven(root, output);
        assertEquals(
                Files.readString(output),
                Map.of(
                        "unchanged", "SUCCESS",
                        "removed", "FAILURE",
                        "added", "FAILURE",
                        "versioned", "SUCCESS",
                        "demanding", "FAILURE"),
                outcomes(output));
        assertTrue(report(removed), report(removed).matches("(?s).*\\* dev.patchbay.spi .*MAJOR .* 2.0.0 .*"));
        assertTrue(report(added), report(added).matches("(?s).*\\* dev.patchbay.spi .*MINOR .* 1.1.0 .*"));
        assertTrue(report(demanding), report(demanding).matches("(?s).*\\* dev.patchbay.spi .*MAJOR .* 2.0.0 .*"));
    }

    /** The next version of the contract, to be changed. */
    private Path variant(String name) throws IOException {
        Path variant = folder.getRoot().toPath().resolve(name);
        copy(Path.of("..").toRealPath().resolve("api-bundle"), variant);
        edit(
                variant.resolve("pom.xml"),
                "<artifactId>api-bundle</artifactId>\\s*<name>[^<]*</name>",
                "<artifactId>" + name + "</artifactId><version>1.9.0-SNAPSHOT</version><name>variant-" + name
                        + "</name>");
        return variant;
    }

    private static String report(Path variant) throws IOException {
        try (Stream<Path> reports = Files.list(variant.resolve("target/baseline"))) {
            return Files.readString(reports.findFirst().orElseThrow());
        }
    }

    private static Map<String, String> outcomes(Path output) throws IOException {
        Map<String, String> outcomes = new TreeMap<>();
        Matcher matcher = OUTCOME.matcher(Files.readString(output));
        while (matcher.find()) {
            outcomes.put(matcher.group(1), matcher.group(2));
        }
        return outcomes;
    }

    private static void maven(Path directory, Path output) throws IOException, InterruptedException {
        ProcessBuilder maven = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                        "-B",
                        "-o",
                        "--fail-at-end",
                        "-Dstyle.color=never",
                        "-Dmaven.repo.local=" + System.getProperty("maven.repository"),
                        "-Dmaven.test.skip=true",
                        "-Dspotless.check.skip=true",
                        "-Dbaseline.skip=false",
                        "-Dbnd.baseline.base.coordinates=dev.patchbay.released:api-bundle:1.0.0",
                        "verify"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.start().waitFor();
    }

    private static void edit(Path file, String pattern, String replacement) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, Matcher.quoteReplacement(replacement));
        assertTrue(file + " has no " + pattern, !after.equals(before));
        Files.writeString(file, after);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.toList()) {
                Path relative = from.relativize(each);
                if (relative.startsWith("target") || Files.isDirectory(each)) {
                    continue;
                }
                Path target = to.resolve(relative);
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }
}
