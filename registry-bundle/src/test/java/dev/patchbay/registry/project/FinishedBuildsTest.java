package dev.patchbay.registry.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedBuildsTest {
    @TempDir
    Path project;

    private Path target;
    private FinishedBuilds builds;
    private long now = 1_000_000;

    @BeforeEach
    void begin() throws IOException {
        Files.createFile(project.resolve("pom.xml"));
        target = project.resolve("target");
        builds = new FinishedBuilds(BuildFolder.of(project));
    }

    @Test
    void tellsOfABuildOnceWhenItsJarIsQuiet() throws IOException {
        assertEquals(Optional.empty(), look(0));
        BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        assertEquals(Optional.empty(), look(0));
        assertEquals(Optional.empty(), look(150));

        assertEquals("lines 1.0.0", told(look(100)));
        assertEquals(Optional.empty(), look(5_000));
    }

    @Test
    void waitsAsLongAsSomebodyWrites() throws IOException {
        Path jar = BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        assertEquals(Optional.empty(), look(0));
        for (int each = 11; each < 20; each++) {
            BuiltJars.connector(jar, "lines", "1.0." + each, each);
            assertEquals(Optional.empty(), look(150));
        }
        assertEquals("lines 1.0.19", told(look(250)));
    }

    @Test
    void givesAnUnfinishedFileTimeAndThenSaysWhatIsWrong() throws IOException {
        Path jar = BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        BuiltJars.cut(jar, 100);
        assertEquals(Optional.empty(), look(0));
        assertEquals(Optional.empty(), look(1_500));

        Build broken = look(1_000).orElseThrow();

        assertTrue(broken.problem().orElseThrow().startsWith("it ends before its table of contents"));
        assertEquals(Optional.empty(), look(1_000));
    }

    @Test
    void goesOnAfterTheFolderWasCleaned() throws IOException {
        Path jar = BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        look(0);
        assertEquals("lines 1.0.0", told(look(300)));
        Files.delete(jar);
        Files.delete(target);
        assertEquals(Optional.empty(), look(300));

        BuiltJars.connector(jar, "lines", "1.0.0", 20);

        assertEquals(Optional.empty(), look(300));
        assertEquals("lines 1.0.0", told(look(300)));
    }

    @Test
    void takesTheNewestConnectorAndNothingThatAccompaniesIt() throws IOException {
        BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        BuiltJars.connector(target.resolve("lines-1.1.jar"), "lines", "1.1.0", 20);
        BuiltJars.library(target.resolve("lines-all.jar"), 30);
        for (String companion : new String[] {"lines-1.1-sources", "lines-1.1-javadoc", "lines-1.1-tests"}) {
            BuiltJars.connector(target.resolve(companion + ".jar"), "lines", "9.0.0", 40);
        }
        BuiltJars.connector(target.resolve("original-lines-1.1.jar"), "lines", "9.0.0", 40);
        look(0);

        assertEquals("lines 1.1.0", told(look(300)));
    }

    @Test
    void tellsOfABrokenBuildAlthoughAnOlderOneIsSound() throws IOException {
        BuiltJars.connector(target.resolve("lines-1.0.jar"), "lines", "1.0.0", 10);
        BuiltJars.cut(BuiltJars.connector(target.resolve("lines-1.1.jar"), "lines", "1.1.0", 20), 100);
        look(0);

        assertEquals(
                "lines-1.1.jar", look(3_000).orElseThrow().jar().getFileName().toString());
    }

    @Test
    void saysThatWhatWasBuiltIsNoConnector() throws IOException {
        BuiltJars.library(target.resolve("lines-1.0.jar"), 10);
        look(0);

        assertTrue(look(300).orElseThrow().problem().orElseThrow().startsWith("it brings no connector type"));
    }

    @Test
    void watchesAJarThatIsNotThereYet() throws IOException {
        Path jar = project.resolve("lines.jar");
        builds = new FinishedBuilds(BuildFolder.of(jar));
        assertEquals(Optional.empty(), look(0));
        BuiltJars.connector(jar, "lines", "1.0.0", 10);
        BuiltJars.connector(project.resolve("other.jar"), "other", "1.0.0", 20);
        look(0);

        assertEquals("lines 1.0.0", told(look(300)));
    }

    @Test
    void knowsWhereGradlePutsWhatItBuilds() throws IOException {
        Path gradle = Files.createDirectories(project.resolve("gradle"));
        Files.createFile(gradle.resolve("build.gradle.kts"));

        assertEquals(gradle.resolve("build/libs"), BuildFolder.of(gradle).place());
        assertEquals(target, BuildFolder.of(project).place());
        assertEquals(
                project.resolve("gradle/sub"),
                BuildFolder.of(Files.createDirectory(gradle.resolve("sub"))).place());
    }

    private Optional<Build> look(long millisLater) throws IOException {
        now += Duration.ofMillis(millisLater).toNanos();
        return builds.look(now);
    }

    private static String told(Optional<Build> build) {
        return build.map(
                        each -> each.facts().types().get(0) + " " + each.facts().version())
                .orElse("nothing");
    }
}
