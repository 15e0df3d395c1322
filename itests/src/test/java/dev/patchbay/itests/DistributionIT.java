package dev.patchbay.itests;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What is in the archives, and whether the bill of materials says so. */
public final class DistributionIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static final Pattern PURL = Pattern.compile("\"purl\" *: *\"pkg:maven/([^/]+)/([^@]+)@([^?\"]+)");
    private static final Pattern SHA256 =
            Pattern.compile("\"alg\" *: *\"SHA-256\",\\s*\"content\" *: *\"([0-9a-f]{64})\"");

    private static Path distribution;
    /** The JARs in it and in those of ours, by where they lie. */
    private static final Map<String, byte[]> JARS = new TreeMap<>();

    @BeforeClass
    public static void unpack() throws Exception {
        distribution = Archives.unpack(FOLDER.getRoot().toPath());
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jar")).toList()) {
                add(distribution.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
    }

    @Test
    public void bothArchivesHoldTheSame() throws IOException {
        Map<String, byte[]> zipped = new TreeMap<>();
        try (ZipFile zip = new ZipFile(Archives.ending(".zip").toFile())) {
            for (ZipEntry entry :
                    zip.stream().filter(each -> !each.isDirectory()).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    zipped.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        Map<String, byte[]> unpacked = new TreeMap<>();
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                unpacked.put(distribution.getParent().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        assertEquals(unpacked.keySet(), zipped.keySet());
        unpacked.forEach((name, bytes) -> assertArrayEquals(name, bytes, zipped.get(name)));
    }

    @Test
    public void libHoldsTheClassPathAndTheNameOfTheBuild() throws IOException {
        try (Stream<Path> files = Files.list(distribution.resolve("lib"))) {
            assertEquals(
                    List.of("build"),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.endsWith(".jar"))
                            .toList());
        }
        assertTrue(Files.readString(distribution.resolve("lib/build")).matches("[0-9a-f]{16}\n"));
    }

    @Test
    public void onlyTheScriptsCanBeRunAndNobodyElseMayWrite() throws IOException {
        Set<String> runnable = new TreeSet<>();
        try (Stream<Path> files = Files.walk(distribution)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.isExecutable(file)) {
                    runnable.add(distribution.relativize(file).toString());
                }
            }
        }
        assertEquals(Set.of("bin/patchbay", "bin/patchbay.cmd"), runnable);
    }

    @Test
    public void theBillOfMaterialsListsEachJarByItsHashAndNothingElse() throws Exception {
        Map<String, Component> bill = bill();
        Set<String> unlisted = new TreeSet<>();
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, byte[]> jar : JARS.entrySet()) {
            String hash = sha256(jar.getValue());
            if (bill.containsKey(hash)) {
                found.add(hash);
            } else {
                unlisted.add(jar.getKey());
            }
        }
        assertEquals("in the archive, but not in the bill", Set.of(), unlisted);

        for (Map.Entry<String, Component> each : bill.entrySet()) {
            if (!found.contains(each.getKey())) {
                assertTrue(
                        each.getValue().name() + " is in the bill, but not in the archive",
                        isEmbedded(each.getValue().file()));
            }
        }
    }

    @Test
    public void whatIsEmbeddedInAJarOfOursIsOnTheBill() throws Exception {
        Map<String, Component> bill = bill();
        Set<String> ours = new TreeSet<>();
        Map<String, Component> embedded = new LinkedHashMap<>(bill);
        for (Map.Entry<String, byte[]> jar : JARS.entrySet()) {
            Component component = embedded.remove(sha256(jar.getValue()));
            if (component != null && component.group().equals("dev.patchbay")) {
                ours.add(jar.getKey());
            }
        }
        Set<String> explained = new TreeSet<>();
        for (Component component : embedded.values()) {
            explained.addAll(classes(Files.readAllBytes(component.file())));
        }
        assertTrue(ours.toString(), ours.contains("lib/launcher.jar!core/40-dev.patchbay.registry.jar"));
        for (String jar : ours) {
            Set<String> foreign = classes(JARS.get(jar)).stream()
                    .filter(each -> !each.startsWith("dev/patchbay/"))
                    .filter(each -> !explained.contains(each))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(jar, Set.of(), foreign);
        }
    }

    @Test
    public void theNoticeNamesEverythingOfOthers() throws IOException {
        String notice = Files.readString(distribution.resolve("NOTICE"));
        Set<String> missing = bill().values().stream()
                .filter(each -> !each.group().equals("dev.patchbay"))
                .map(Component::name)
                .filter(each -> !notice.contains(each))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), missing);
    }

    @Test
    public void theBillIsNoOtherInEachBuild() throws IOException {
        String bill = Files.readString(distribution.resolve("patchbay.cdx.json"));
        assertFalse(bill.contains("serialNumber"));
        assertFalse(bill.contains("\"timestamp\"") && !bill.contains("2026-01-01T00:00:00Z"));
    }

    @Test
    public void bothScriptsSayTheSameToTheJvm() throws IOException {
        Set<String> unix = options("bin/patchbay");
        assertTrue(unix.toString(), unix.contains("dev.patchbay.launcher.Main"));
        assertTrue(unix.toString(), unix.contains("-Dpatchbay.distribution="));
        assertTrue(unix.toString(), unix.contains("--sun-misc-unsafe-memory-access=allow"));
        assertEquals(unix, options("bin/patchbay.cmd"));
    }

    @Test
    public void theWindowsScriptHasTheLineEndsThatItNeeds() throws IOException {
        String script = Files.readString(distribution.resolve("bin/patchbay.cmd"));
        assertEquals(script.lines().count(), script.split("\r\n", -1).length - 1);
    }

    /** What a script hands to java; values that only one system knows are left out. */
    private static Set<String> options(String script) throws IOException {
        Set<String> options = new TreeSet<>();
        List<String> lines = Files.readAllLines(distribution.resolve(script)).stream()
                .filter(line -> !line.strip().startsWith("#") && !line.startsWith("rem "))
                .toList();
        Matcher option = Pattern.compile(
                        "-D[a-z.]+=|-X[A-Za-z:+-]+[A-Za-z0-9]*(=[a-z0-9]+)?|--sun-[a-z=-]+|dev\\.patchbay\\.[A-Za-z.]+")
                .matcher(String.join("\n", lines));
        while (option.find()) {
            options.add(option.group());
        }
        return options;
    }

    private static void add(String place, byte[] jar) throws IOException {
        JARS.put(place, jar);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    add(place + "!" + entry.getName(), zip.readAllBytes());
                }
            }
        }
    }

    private static Set<String> classes(byte[] jar) throws IOException {
        Set<String> classes = new TreeSet<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".class")) {
                    classes.add(entry.getName());
                }
            }
        }
        return classes;
    }

    /** Whether classes of this JAR lie in one of ours. */
    private static boolean isEmbedded(Path file) throws IOException {
        Set<String> theirs = classes(Files.readAllBytes(file));
        for (Map.Entry<String, byte[]> jar : JARS.entrySet()) {
            if (classes(jar.getValue()).stream().anyMatch(theirs::contains)) {
                return true;
            }
        }
        return false;
    }

    /** The components of the bill, by the hash of their JAR. */
    private static Map<String, Component> bill() throws IOException {
        String text = Files.readString(distribution.resolve("patchbay.cdx.json"));
        String components = text.substring(text.indexOf("\n  \"components\""), text.indexOf("\n  \"dependencies\""));
        List<String> hashes = new ArrayList<>();
        Matcher hash = SHA256.matcher(components);
        while (hash.find()) {
            hashes.add(hash.group(1));
        }
        Map<String, Component> bill = new LinkedHashMap<>();
        Matcher purl = PURL.matcher(components);
        while (purl.find()) {
            bill.put(hashes.get(bill.size()), new Component(purl.group(1), purl.group(2), purl.group(3)));
        }
        assertEquals(hashes.size(), bill.size());
        return bill;
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** One line of the bill. */
    private record Component(String group, String name, String version) {

        /** Where the build has it from. */
        Path file() {
            if (group.equals("dev.patchbay")) {
                return Path.of("..", name, "target", name + "-" + version + ".jar");
            }
            return Path.of(
                    System.getProperty("maven.repository"),
                    group.replace('.', '/'),
                    name,
                    version,
                    name + "-" + version + ".jar");
        }
    }
}
