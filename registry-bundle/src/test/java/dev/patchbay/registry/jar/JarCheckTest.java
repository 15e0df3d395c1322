package dev.patchbay.registry.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.Version;

final class JarCheckTest {
    private static final int CENTRAL_ENTRY = 0x02014b50;

    @TempDir
    private Path folder;

    private final JarCheck check = new JarCheck();

    @Test
    void readsWhatAConnectorSaysOfItself() throws Exception {
        JarFacts facts = check.check(TestJar.connector("github")
                .header("Bundle-SymbolicName", "org.example.github;singleton:=true")
                .header("Export-Package", "org.example.b;version=\"1.0,2\";uses:=\"a,b\",org.example.a;org.example.c")
                .classFile("org/example/GitHub.class", 17)
                .classFile("org/example/Old.class", 8)
                .writeTo(folder));

        assertEquals("org.example.github", facts.name());
        assertEquals(new Version(1, 2, 3), facts.version());
        assertEquals(List.of("github"), facts.types());
        assertTrue(facts.isConnector());
        assertEquals(17, facts.java());
    }

    @Test
    void readsEveryExportWhateverStandsBetweenQuotes() throws Exception {
        JarFacts facts = check.check(TestJar.library()
                .header(
                        "Export-Package",
                        "org.b;version=1;uses:=\"org.x,org.y;z\";note=\"a;b,c\",org.a;org.c;version=2")
                .writeTo(folder));
        assertEquals(List.of("org.a", "org.b", "org.c"), facts.exports());
        assertFalse(facts.isConnector());
        assertEquals(0, facts.java());
    }

    @Test
    void readsSeveralTypesHoweverTheyAreSpelled() throws Exception {
        JarFacts facts = check.check(TestJar.library()
                .header(
                        "Provide-Capability",
                        "osgi.service;objectClass:List<String>=\"x,y\",patchbay.connector;a=\"patchbay.connector=no\";"
                                + "patchbay.connector=jira;effective:=active,"
                                + "patchbay.connector;patchbay.connector:List<String>=\"github,gitlab\"")
                .writeTo(folder));
        assertEquals(List.of("github", "gitlab", "jira"), facts.types());
    }

    @ParameterizedTest
    @MethodSource
    void saysWhatIsWrongWithAManifest(TestJar jar, String fact) {
        assertUnsound(jar.bytes(), fact, false);
    }

    static List<Object[]> saysWhatIsWrongWithAManifest() {
        return List.of(
                new Object[] {new TestJar().entry("a.txt", new byte[1]), "it is no bundle, its manifest has no"},
                new Object[] {TestJar.library().without("Bundle-SymbolicName"), "build it with bnd-maven-plugin"},
                new Object[] {TestJar.library().without("Bundle-ManifestVersion"), "has no 'Bundle-ManifestVersion: 2'"
                },
                new Object[] {TestJar.library().header("Bundle-Version", "1.x"), "its Bundle-Version '1.x' is none"},
                new Object[] {TestJar.connector("github").without("Bundle-Version"), "without a Bundle-Version"},
                new Object[] {TestJar.connector("GitHub"), "'GitHub' cannot be the name of a connector type"},
                new Object[] {TestJar.connector("\"\""), "'' cannot be the name of a connector type"},
                new Object[] {
                    TestJar.library().header("Provide-Capability", "patchbay.connector"),
                    "connector type without a name"
                },
                new Object[] {
                    TestJar.library().header("Fragment-Host", "system.bundle; extension:=framework"),
                    "it is an extension of the framework (Fragment-Host: system.bundle)"
                },
                new Object[] {TestJar.library().header("Import-Package", "a.b,c.d,a.b"), "Duplicate import: a.b"},
                new Object[] {TestJar.library().header("Export-Package", "a;version=\"1"), "its manifest is invalid"});
    }

    @Test
    void saysThatAManifestCannotBeRead() {
        byte[] manifest = "Manifest-Version: 1.0\nno header\n".getBytes(StandardCharsets.UTF_8);
        assertUnsound(
                new TestJar().entry("META-INF/MANIFEST.MF", manifest).bytes(), "its manifest cannot be read", false);
    }

    @Test
    void takesALibraryWithoutAVersion() throws Exception {
        assertEquals(
                Version.emptyVersion,
                check.check(TestJar.library().without("Bundle-Version").writeTo(folder))
                        .version());
    }

    @Test
    void takesAnEmptyFileForACopyThatHasJustBegun() {
        assertUnsound(new byte[0], "it is empty; copy it again", true);
    }

    @Test
    void takesAFileThatIsCutOffAnywhereForACopyUnderWay() {
        byte[] whole = connectorOf100Kilobytes();
        for (int length : new int[] {40, 1_000, whole.length / 2, whole.length - 30, whole.length - 1}) {
            assertUnsound(Arrays.copyOf(whole, length), "it ends before its table of contents", true);
        }
    }

    @Test
    void saysThatSomethingElseIsNoJar() {
        assertUnsound(
                "<html>not found</html>".getBytes(StandardCharsets.UTF_8), "it is no JAR, nor any other ZIP", false);
        assertUnsound(new byte[5_000], "it is no JAR, nor any other ZIP", false);
    }

    @Test
    void findsEveryFlippedByteInTheData() {
        byte[] whole = connectorOf100Kilobytes();
        int data = 20_000;
        for (int at = data; at < data + 1_000; at += 50) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 0x10;
            assertUnsound(flipped, "its entry 'org/example/data.bin' is damaged", false);
        }
    }

    @Test
    void neverFailsOtherwiseWhateverBytesAreFlipped() {
        byte[] whole = TestJar.connector("github")
                .entry("org/example/a.txt", "some text".getBytes(StandardCharsets.UTF_8))
                .bytes();
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
            Path file = TestJar.write(folder, flipped);
            try {
                assertEquals(List.of("github"), check.check(file).types());
            } catch (UnsoundJarException unsound) {
                assertFalse(unsound.getMessage().isBlank());
            } catch (IOException other) {
                throw new AssertionError("round " + round, other);
            }
        }
    }

    @Test
    void endsARealBombAfterTheSizeThatDoesNoHarm() {
        byte[] bomb = TestJar.library().entry("zeros", new byte[80 << 20]).bytes();
        assertTrue(bomb.length < 1 << 20, "it is a bomb");
        assertUnsound(bomb, "it expands to more than 100 times its size", false);
    }

    @Test
    void endsABombThatLiesAboutItsSize() {
        byte[] bomb = TestJar.library().entry("zeros", new byte[1 << 20]).bytes();
        TestJar.put(bomb, TestJar.lastIndexOf(bomb, CENTRAL_ENTRY) + 24, 10);
        assertUnsound(bomb, "its entry 'zeros' is damaged (it has more bytes than the table of contents says)", false);
    }

    @Test
    void countsWhatAJarWithinItExpandsTo() throws IOException {
        byte[] inner = new TestJar().entry("zeros", new byte[80 << 20]).bytes();
        byte[] bomb = TestJar.library()
                .header("Bundle-ClassPath", ".,lib/inner.jar")
                .entry("lib/inner.jar", inner)
                .bytes();
        assertUnsound(bomb, "it expands to more than 100 times its size", false);
    }

    @Test
    void saysThatAFileIsTooBigWithoutReadingIt() throws IOException {
        Path huge = folder.resolve("some.jar");
        try (RandomAccessFile file = new RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(600L << 20);
        }
        assertEquals(
                "it is bigger than the 512 MB that a JAR may be; leave out what it does not need, or split it",
                assertThrows(UnsoundJarException.class, () -> check.check(huge)).getMessage());
    }

    @Test
    void saysThatThereAreTooManyEntries() {
        JarCheck strict = new JarCheck(new JarLimits(1 << 20, 1 << 20, 3, 100), 17);
        Path jar = TestJar.library()
                .entry("a", new byte[1])
                .entry("b", new byte[1])
                .entry("c", new byte[1])
                .writeTo(folder);
        assertEquals(
                "it has more than the 3 entries that a JAR may have; leave out what it does not need, or split it",
                assertThrows(UnsoundJarException.class, () -> strict.check(jar)).getMessage());
    }

    @Test
    void saysThatItExpandsToTooMuch() {
        JarCheck strict = new JarCheck(new JarLimits(1 << 20, 2 << 20, 100, 100), 17);
        Path jar = TestJar.library().entry("a", new byte[3 << 20]).writeTo(folder);
        assertTrue(assertThrows(UnsoundJarException.class, () -> strict.check(jar))
                .getMessage()
                .startsWith("it expands to more than the 2 MB that a JAR may"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/etc/evil", "C:/evil", "..\\evil", "\\evil", "a/.."})
    void saysThatAnEntryPointsOutside(String name) {
        assertUnsound(
                TestJar.library().entry(name, new byte[1]).bytes(), "its entry '" + name + "' points outside", false);
    }

    @Test
    void takesNamesThatOnlyLookAlike() throws Exception {
        check.check(TestJar.library()
                .entry("a..b/c...class", new byte[1])
                .entry("..a/b..", new byte[1])
                .writeTo(folder));
    }

    @Test
    void saysThatAnEntryIsThereTwice() {
        byte[] jar = TestJar.library()
                .entry("org/example/first", new byte[1])
                .entry("org/example/other", new byte[1])
                .bytes();
        assertUnsound(
                TestJar.exchanged(jar, "example/other", "example/first"), "'org/example/first' is there twice", false);
    }

    @Test
    void saysThatAConnectorNeedsANewerJavaForAnyOfItsClasses() {
        String fact = "it was compiled for Java 21, and Java 17 runs here";
        assertTooNew(TestJar.connector("github").classFile("a/A.class", 17).classFile("b/B.class", 21), fact);
        assertTooNew(
                TestJar.connector("github")
                        .classFile("a/A.class", 17)
                        .header("Bundle-ClassPath", "., /lib/inner.jar;a=b")
                        .entry(
                                "lib/inner.jar",
                                new TestJar().classFile("b/B.class", 21).bytes()),
                fact);
        assertTooNew(TestJar.library().classFile("a/A.class", 21), fact);
    }

    @Test
    void takesClassFilesThatAnOlderJavaPassesBy() throws Exception {
        JarCheck on17 = new JarCheck(JarLimits.generous(), 17);
        assertEquals(
                17,
                on17.check(TestJar.connector("github")
                                .classFile("a/A.class", 17)
                                .classFile("module-info.class", 25)
                                .classFile("META-INF/versions/25/a/A.class", 25)
                                .entry(
                                        "lib/unused.jar",
                                        new TestJar().classFile("b/B.class", 25).bytes())
                                .writeTo(folder))
                        .java());
        assertEquals(
                22,
                on17.check(TestJar.library()
                                .classFile("a/A.class", 8)
                                .classFile("a/Ffm.class", 22)
                                .writeTo(folder))
                        .java());
    }

    @Test
    void givesAwayTheClassFilesThatItReads() throws Exception {
        byte[] large = new byte[200_000];
        new Random(1).nextBytes(large);
        Map<String, byte[]> seen = new TreeMap<>();
        check.check(
                TestJar.connector("github")
                        .classFile("a/A.class", 17)
                        .entry("a/Large.class", large)
                        .classFile("META-INF/versions/25/a/A.class", 17)
                        .classFile("module-info.class", 17)
                        .header("Bundle-ClassPath", ".,lib/inner.jar")
                        .entry(
                                "lib/inner.jar",
                                new TestJar().classFile("b/B.class", 17).bytes())
                        .writeTo(folder),
                seen::put);
        assertEquals(Set.of("a/A", "a/Large"), seen.keySet());
        assertArrayEquals(large, seen.get("a/Large"));
    }

    @Test
    void saysThatAClassFileIsBiggerThanAny() {
        assertUnsound(
                TestJar.library().entry("a/A.class", new byte[(16 << 20) + 1]).bytes(),
                "its entry 'a/A.class' has 16 MB, as no class file has",
                false);
    }

    @Test
    void leavesToTheFrameworkWhatItRefusesByItself() throws Exception {
        JarCheck on17 = new JarCheck(JarLimits.generous(), 17);
        String needs21 = "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=21))\"";
        String needs17 = "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=17))\"";
        TestJar jar = TestJar.connector("github").classFile("a/A.class", 21);
        assertEquals(
                21,
                on17.check(jar.header("Require-Capability", needs21).writeTo(folder))
                        .java());
        assertTooNew(jar.header("Require-Capability", needs17), "it was compiled for Java 21");
    }

    @Test
    void saysThatAJarWithinItIsDamaged() {
        byte[] inner = new TestJar().entry("a", new byte[1_000]).bytes();
        inner[inner.length / 4] ^= 0x55;
        assertUnsound(
                TestJar.library()
                        .header("Bundle-ClassPath", ".,lib/inner.jar")
                        .entry("lib/inner.jar", inner)
                        .bytes(),
                "its entry 'lib/inner.jar' is damaged",
                false);
    }

    @Test
    void saysThatAFileIsNotThereAsTheFileSystemDoes() {
        assertThrows(NoSuchFileException.class, () -> check.check(folder.resolve("absent.jar")));
    }

    @Test
    void takesWhatOthersBuild() throws Exception {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && Files.size(jar) > 0) {
                try {
                    check.check(jar);
                } catch (UnsoundJarException unsound) {
                    assertTrue(unsound.getMessage().startsWith("it is no bundle"), jar + ": " + unsound.getMessage());
                }
            }
        }
    }

    private byte[] connectorOf100Kilobytes() {
        byte[] data = new byte[100_000];
        new Random(1).nextBytes(data);
        return TestJar.connector("github").entry("org/example/data.bin", data).bytes();
    }

    private void assertTooNew(TestJar jar, String fact) {
        JarCheck on17 = new JarCheck(JarLimits.generous(), 17);
        Path file = jar.writeTo(folder);
        UnsoundJarException unsound = assertThrows(UnsoundJarException.class, () -> on17.check(file));
        assertTrue(unsound.getMessage().startsWith(fact), unsound.getMessage());
    }

    private void assertUnsound(byte[] bytes, String fact, boolean unfinished) {
        Path file = TestJar.write(folder, bytes);
        UnsoundJarException unsound = assertThrows(UnsoundJarException.class, () -> check.check(file));
        assertTrue(unsound.getMessage().contains(fact), unsound.getMessage());
        assertFalse(Stream.of("some.jar", folder.toString()).anyMatch(unsound.getMessage()::contains));
        assertEquals(unfinished, unsound.isUnfinished());
    }
}
