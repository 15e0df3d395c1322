package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.INCOMPATIBLE;
import static dev.patchbay.model.DeploymentState.SERVING;
import static dev.patchbay.model.DeploymentState.UNSOUND;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Deployment;
import dev.patchbay.model.DeploymentState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.RuleChain;

/** Files in deploy/ that are no JARs that could run: each is told of, and nothing that runs is touched. */
public final class JarFaultsIT {
    private static final RunningHome HOME = RunningHome.withScripted().scanningOften();

    @ClassRule
    public static final RuleChain RULES = RuleChain.outerRule(HOME).around(new Callers(HOME));

    @Test
    public void tellsOfEveryFileThatIsNoWholeBundle() throws IOException {
        byte[] whole = Files.readAllBytes(TestBundles.scripted("faulty", "1.0.0"));
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 0x20;

        drop("corrupt.jar", flipped);
        drop("cut-off.jar", Arrays.copyOf(whole, whole.length / 2));
        drop("zero.jar", new byte[0]);
        drop("page.jar", "<html>not found</html>".getBytes(StandardCharsets.UTF_8));
        drop("plain.jar", zip(new ZipEntry("a.txt"), new byte[1]));
        drop("bomb.jar", bomb());
        try (RandomAccessFile huge =
                new RandomAccessFile(HOME.deployed("huge.jar").toFile(), "rw")) {
            huge.setLength(600L << 20);
        }

        awaitReason("corrupt.jar", UNSOUND, "is damaged");
        awaitReason("cut-off.jar", UNSOUND, "it ends before its table of contents");
        awaitReason("zero.jar", UNSOUND, "it is empty");
        awaitReason("page.jar", UNSOUND, "it is no JAR");
        awaitReason("plain.jar", UNSOUND, "it is no bundle");
        awaitReason("bomb.jar", UNSOUND, "it expands to more than 100 times its size");
        awaitReason("huge.jar", UNSOUND, "it is bigger than the 512 MB");
        assertFalse(HOME.registry().has("faulty"));

        HOME.deploy(TestBundles.scripted("faulty", "1.0.0"), "corrupt.jar");
        HOME.awaitType("faulty");
    }

    @Test
    public void namesWhatAConnectorLacksBeforeAnythingOfItStarts() throws IOException {
        Path gapped = HOME.aside("gapped-whole.jar");
        Files.write(gapped, without(TestBundles.scripted("gapped", "1.0.0"), "Script.class"));
        HOME.deploy(gapped, "gapped.jar");
        awaitReason("gapped.jar", INCOMPATIBLE, "it uses 'dev.patchbay.itests.connector.Script'");
        HOME.awaitWhy("gapped.jar", "dev.patchbay.itests.connector.Script", "build it again");
        assertFalse(HOME.registry().has("gapped"));

        HOME.deploy(TestBundles.scripted("gapped", "1.0.0"), "gapped.jar");
        HOME.awaitType("gapped");
        RunningHome.eventually().until(() -> deployment("gapped.jar").state() == SERVING);
    }

    private static void drop(String name, byte[] bytes) throws IOException {
        Path file = HOME.aside(name);
        Files.write(file, bytes);
        HOME.deploy(file, name);
    }

    private static void awaitReason(String file, DeploymentState state, String words) {
        RunningHome.eventually().alias(file).ignoreExceptions().untilAsserted(() -> {
            Deployment deployment = deployment(file);
            assertEquals(deployment.reasons().toString(), state, deployment.state());
            assertTrue(
                    deployment.reasons().toString(),
                    deployment.reasons().stream().anyMatch(reason -> reason.contains(words)));
        });
    }

    private static Deployment deployment(String file) {
        List<Deployment> found = HOME.registry().deployments().stream()
                .filter(each -> each.file().equals(file))
                .toList();
        assertEquals(file, 1, found.size());
        return found.get(0);
    }

    /** A bundle of 80 KB with an entry of 80 MB. */
    private static byte[] bomb() throws IOException {
        String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: bomb\n";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(manifest.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[80 << 20]);
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(ZipEntry entry, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(entry);
            zip.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] without(Path jar, String suffix) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean left = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("/" + suffix)) {
                    left = true;
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(in.readAllBytes());
            }
        }
        assertTrue(suffix, left);
        return bytes.toByteArray();
    }
}
