package dev.patchbay.registry.install;

import static dev.patchbay.registry.install.JarsOfTests.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.jar.JarFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

class DeployTableTest {
    @TempDir
    private Path home;

    private Path deploy;
    private final Fitness fitness = new Fitness(null);
    private DeployTable table;

    @BeforeEach
    void open() throws IOException {
        deploy = Files.createDirectories(home.resolve("deploy"));
        table = started();
    }

    @Test
    void knowsAfterARestartWhatWasThere() throws IOException {
        Jar jar = hold("github.jar", "1.0.0", "one");
        table.serve("github", Optional.of(jar));
        table.save();
        DeployTable next = started();
        assertEquals(List.of(), next.load(deploy));
        assertEquals(jar, next.find("github.jar").orElseThrow().jar());
        assertEquals(Optional.of(jar.sha256()), next.serving("github"));
    }

    @Test
    void countsAsDeletedWhatVanishedWhileNothingRan() throws IOException {
        hold("github.jar", "1.0.0", "one");
        table.save();
        Files.delete(deploy.resolve("github.jar"));
        DeployTable next = started();
        assertEquals(List.of("'github.jar' (connector github 1.0.0) was deleted while nothing ran"), next.load(deploy));
        assertTrue(next.find("github.jar").isEmpty());
    }

    @Test
    void keepsNothingOfATypeWhoseLastFileVanishedWhileNothingRan() throws IOException {
        Jar jar = hold("github.jar", "1.0.0", "one");
        table.serve("github", Optional.of(jar));
        table.save();
        Files.delete(deploy.resolve("github.jar"));
        DeployTable next = started();
        next.load(deploy);
        assertTrue(next.serving("github").isEmpty());
        assertEquals(0, kept());
    }

    @Test
    void looksAnewAtAFileWhoseKeptBytesWereLost() throws IOException {
        Jar jar = hold("github.jar", "1.0.0", "one");
        table.save();
        Files.delete(home.resolve("bundles").resolve(jar.sha256() + ".jar"));
        DeployTable next = started();
        assertTrue(next.load(deploy).get(0).contains("was lost"));
        assertTrue(next.find("github.jar").isEmpty());
    }

    @Test
    void tellsOfCopiesThatACrashHasCutOff() throws IOException {
        hold("github.jar", "1.0.0", "one");
        table.save();
        write(home.resolve("bundles").resolve("copy1.tmp"), "half");
        assertTrue(started().load(deploy).get(0).startsWith("1 copy that was under way"));
        write(home.resolve("bundles").resolve("copy1.tmp"), "half");
        write(home.resolve("bundles").resolve("copy2.tmp"), "half");
        assertTrue(started().load(deploy).get(0).startsWith("2 copies that were under way"));
    }

    @Test
    void keepsWhatServedBeforeAndDropsWhatServedBeforeThat() throws IOException {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0")) {
            Jar jar = hold("github.jar", version, version);
            table.serve("github", Optional.of(jar));
            table.prove("github", Set.of(jar));
            table.save();
        }
        assertEquals(2, kept(), "the one that serves and the one before");
    }

    @Test
    void keepsNothingOfATypeWhoseLastFileHasGone() throws IOException {
        Jar jar = hold("github.jar", "1.0.0", "one");
        table.serve("github", Optional.of(jar));
        table.save();
        DeployTable.Change change = table.remove("github.jar");
        assertEquals(Set.of("github"), change.keys());
        assertEquals(List.of(jar), change.orphans());
        assertTrue(table.serve("github", Optional.empty()));
        table.save();
        assertEquals(0, kept());
        assertTrue(table.serving("github").isEmpty());
    }

    @Test
    void orphansNoJarThatAnotherFileHoldsToo() throws IOException {
        hold("a.jar", "1.0.0", "one");
        hold("b.jar", "1.0.0", "one");
        assertEquals(List.of(), table.remove("a.jar").orphans());
        assertEquals(1, table.remove("b.jar").orphans().size());
    }

    @Test
    void goesOnWithWhatAFileHeldBeforeItWasSpoilt() throws IOException {
        Jar jar = hold("github.jar", "1.0.0", "one");
        table.spoil("github.jar", "is no ZIP", new Stamp(3, 3, "file 3"));
        assertEquals(List.of(jar), table.group("github").get(0).offers().toList());
        assertEquals("is no ZIP", table.find("github.jar").orElseThrow().problem());
        table.save();
        DeployTable next = started();
        next.load(deploy);
        assertEquals(jar, next.find("github.jar").orElseThrow().jar());
    }

    @Test
    void forgetsWhatFittedOfJarsThatAreNotNeededAnyMore() throws IOException {
        Jar first = hold("github.jar", "1.0.0", "one");
        Jar second = hold("mail.jar", "1.0.0", "two");
        fitness.know(Map.of(first.sha256(), "here", second.sha256(), "here"));
        table.save();
        assertEquals(Set.of(first.sha256(), second.sha256()), fitness.known().keySet());
        table.remove("mail.jar");
        table.save();
        assertEquals(Set.of(first.sha256()), fitness.known().keySet());
    }

    @Test
    void knowsNoTypeOfAFileThatNeverWasSound() {
        table.spoil("junk.jar", "is no ZIP", new Stamp(3, 3, "file 3"));
        assertEquals(Set.of(), table.keys());
        assertEquals(1, table.all().size());
        assertFalse(table.remove("junk.jar").keys().contains("github"));
    }

    private DeployTable started() {
        return new DeployTable(
                new ServingTable(home.resolve("serving.json")), new BundleStore(home.resolve("bundles")), fitness);
    }

    private Jar hold(String file, String version, String content) throws IOException {
        Path path = write(deploy.resolve(file), content);
        BundleStore store = new BundleStore(home.resolve("bundles"));
        try (BundleStore.Copy copy = store.copy(path, 1_000)) {
            JarFacts facts =
                    new JarFacts("org.example", Version.parseVersion(version), List.of("github"), List.of(), 17);
            Jar jar = new Jar(copy.sha256(), facts);
            table.hold(file, copy, jar, Stamp.of(path));
            return jar;
        }
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("bundles"))) {
            return files.count();
        }
    }
}
