package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Jar;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.Test;

/** The arrows between our parts, read from what was built. */
public final class BoundariesIT {
    private static final int JAVA_17 = 61;

    /** Everything that can be installed; contract-tests and the launcher run on a class path. */
    private static final List<String> BUNDLES = List.of(
            "api-bundle",
            "registry-bundle",
            "jdbc",
            "github",
            "webhook",
            "email",
            "salesforce",
            "vault-bundle",
            "metrics-bundle");

    @Test
    public void everyBundleImportsAndExportsOfOursOnlyWhatItMay() {
        for (String bundle : BUNDLES) {
            assertEquals(List.of(), Arrows.violations(Bundles.named(bundle)));
        }
        assertEquals(List.of(), Arrows.violations(TestBundles.scripted("1.0.0")));
    }

    @Test
    public void anyOtherArrowIsNamed() {
        assertViolation("imports dev.patchbay.api", "dev.patchbay.api;version='[1.0,2)'");
        assertViolation("imports dev.patchbay.registry", "dev.patchbay.registry.call");
        assertViolation("imports dev.patchbay.toolkit", "dev.patchbay.toolkit;version='[1.0,2)'");
        assertViolation("imports dev.patchbay.spi [1.0,1.1)", "dev.patchbay.spi;version='[1.0,1.1)'");
        List<String> second = Arrows.violations(TestBundles.exporting("dev.patchbay.itests.connector"));
        assertTrue(second.toString(), second.get(0).contains("exports [dev.patchbay.itests.connector]"));
    }

    /** Inside the contract no manifest shows the arrows: there they are read from the classes. */
    @Test
    public void modelKnowsNeitherSpiNorApiAndSpiDoesNotKnowApi() throws Exception {
        assertEquals(Set.of(), referredFrom("dev.patchbay.model", Set.of("dev.patchbay.spi", "dev.patchbay.api")));
        assertEquals(Set.of(), referredFrom("dev.patchbay.spi", Set.of("dev.patchbay.api")));
        assertEquals(
                "the look into classes sees something",
                Set.of("dev.patchbay.model"),
                referredFrom("dev.patchbay.spi", Set.of("dev.patchbay.model")));
    }

    /** A host that embeds the launcher needs nothing of ours but the contract beside it. */
    @Test
    public void theLauncherKnowsTheContractOnly() throws Exception {
        try (Analyzer analyzer = new Analyzer(new Jar(Bundles.named("launcher").toFile()))) {
            analyzer.analyze();
            Set<String> known = analyzer.getClassspace().values().stream()
                    .flatMap(each -> each.getReferred().stream())
                    .map(each -> each.getFQN())
                    .filter(each -> each.startsWith("dev.patchbay.") && !each.startsWith("dev.patchbay.launcher"))
                    .collect(Collectors.toSet());
            assertEquals(Set.of("dev.patchbay.api", "dev.patchbay.model"), known);
        }
    }

    @Test
    public void everyClassRunsOnJava17() throws IOException {
        for (String bundle : List.of(
                "api-bundle",
                "registry-bundle",
                "jdbc",
                "github",
                "webhook",
                "email",
                "salesforce",
                "vault-bundle",
                "metrics-bundle",
                "toolkit",
                "contract-tests",
                "launcher")) {
            assertEquals(Set.of(), newerClasses(Bundles.named(bundle)));
        }
    }

    private static void assertViolation(String sentence, String imports) {
        String type = "arrow-" + Integer.toHexString(imports.hashCode());
        List<String> found = Arrows.violations(TestBundles.scriptedImporting(type, "1.0.0", imports));
        assertTrue(found.toString(), found.stream().anyMatch(each -> each.contains(sentence)));
    }

    private static Set<String> referredFrom(String packageName, Set<String> forbidden) throws Exception {
        try (Analyzer analyzer =
                new Analyzer(new Jar(Bundles.named("api-bundle").toFile()))) {
            analyzer.analyze();
            return analyzer.getClassspace().values().stream()
                    .filter(each -> each.getClassName().getPackageRef().getFQN().equals(packageName))
                    .flatMap(each -> each.getReferred().stream())
                    .map(each -> each.getFQN())
                    .filter(forbidden::contains)
                    .collect(Collectors.toSet());
        }
    }

    /** Those of ours, and those of others that are embedded, but for what a later Java finds under its version. */
    private static Set<String> newerClasses(Path bundle) throws IOException {
        try (JarFile jar = new JarFile(bundle.toFile())) {
            return jar.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .filter(each -> !each.getName().startsWith("META-INF/versions/"))
                    .filter(each -> major(jar, each) > JAVA_17)
                    .map(JarEntry::getName)
                    .collect(Collectors.toSet());
        }
    }

    private static int major(JarFile jar, JarEntry entry) {
        try (InputStream bytes = jar.getInputStream(entry);
                DataInputStream data = new DataInputStream(bytes)) {
            assertEquals(0xCAFEBABE, data.readInt());
            data.readUnsignedShort();
            return data.readUnsignedShort();
        } catch (IOException failed) {
            throw new AssertionError(entry.getName(), failed);
        }
    }
}
