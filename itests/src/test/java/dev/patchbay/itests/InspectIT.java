package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.launcher.DryRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What {@code inspect} says of JARs of every kind, in a dry runtime whose home has a driver in deploy/. */
public final class InspectIT {
    @ClassRule
    public static final TemporaryFolder FOLDER = new TemporaryFolder();

    private static DryRuntime dry;

    @BeforeClass
    public static void start() throws IOException {
        Path deploy = Files.createDirectories(home().resolve("deploy"));
        Files.copy(TestBundles.exporting("org.example.offered"), deploy.resolve("offering.jar"));
        dry = DryRuntime.start(home());
    }

    @AfterClass
    public static void stop() {
        dry.close();
    }

    @Test
    public void aConnectorThatFits() {
        Outcome outcome = inspect(TestBundles.scripted("1.0.0"));

        assertEquals(outcome.out(), 0, outcome.exitCode());
        says(outcome, "brings   connector scripted 1.0.0\n");
        says(outcome, "can run  yes\n");
        says(outcome, "package dev.patchbay.spi [1.0.0,2.0.0)");
        says(outcome, "1.0.0 of this runtime\n");
        says(outcome, "\npage.size         integer, from 1, to 1000");
        says(outcome, "all that its classes refer to is there");
    }

    @Test
    public void aConnectorForAnotherContract() {
        Outcome outcome =
                inspect(TestBundles.scriptedImporting("second", "1.0.0", "dev.patchbay.spi;version='[2.0,3)'"));

        assertEquals(1, outcome.exitCode());
        says(outcome, "can run  no\n");
        says(outcome, "package dev.patchbay.spi [2.0.0,3.0.0)");
        says(outcome, "NOTHING HERE\n");
        says(outcome, "WHY IT CANNOT RUN\nit was built for dev.patchbay.spi [2.0.0,3.0.0), and this runtime");
        says(outcome, "\npage.size       integer, from 1, to 1000");
    }

    @Test
    public void aConnectorThatMissesAPackage() {
        Outcome outcome = inspect(TestBundles.scriptedImporting("lonely", "1.0.0", "org.example.missing"));

        assertEquals(1, outcome.exitCode());
        says(outcome, "it needs package org.example.missing, and nothing here exports it");
    }

    @Test
    public void aConnectorWhoseLibraryLiesInDeploy() {
        Outcome outcome = inspect(TestBundles.scriptedImporting("served", "1.0.0", "org.example.offered"));

        assertEquals(outcome.out(), 0, outcome.exitCode());
        says(outcome, "package org.example.offered");
    }

    @Test
    public void aConnectorWhoseClassesReferToWhatIsNotThere() throws IOException {
        Path torn = TestBundles.without(
                TestBundles.scripted("1.0.0"),
                "dev/patchbay/itests/connector/Script.class",
                FOLDER.newFile("torn.jar"));

        Outcome outcome = inspect(torn);

        assertEquals(1, outcome.exitCode());
        says(outcome, "of what its classes refer to is missing");
        says(outcome, "dev.patchbay.itests.connector.Script");
    }

    @Test
    public void aLibrary() {
        Outcome outcome = inspect(Bundles.named("h2"));

        assertEquals(outcome.out(), 0, outcome.exitCode());
        says(outcome, "bundle   com.h2database ");
        says(outcome, "brings   no connector: it is a library\n");
        assertFalse(outcome.out(), outcome.out().contains("SETTING OF"));
    }

    @Test
    public void aFileThatIsCutOff() throws IOException {
        byte[] whole = Files.readAllBytes(Bundles.named("h2"));
        Path cut = FOLDER.newFile("cut.jar").toPath();
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));

        Outcome outcome = inspect(cut);

        assertEquals(1, outcome.exitCode());
        says(outcome, "WHY IT CANNOT RUN\nit ends before its table of contents");
    }

    @Test
    public void aFileThatIsNoJar() throws IOException {
        Path text = FOLDER.newFile("text.jar").toPath();
        Files.writeString(text, "not at all");

        says(inspect(text), "it is no JAR");
    }

    @Test
    public void leavesNothingInTheFramework() {
        int before = dry.bundleContext().getBundles().length;

        inspect(TestBundles.scripted("1.0.0"));
        inspect(TestBundles.scripted("1.0.0"));

        assertEquals(before, dry.bundleContext().getBundles().length);
    }

    @Test
    public void writesNothingIntoAHome() throws IOException {
        Path untouched = FOLDER.getRoot().toPath().resolve("untouched");

        DryVerbs.run(
                untouched,
                FOLDER.getRoot().toPath(),
                "inspect",
                Bundles.named("h2").toString());

        assertFalse(Files.exists(untouched));
    }

    /** However wide the columns are. */
    private static void says(Outcome outcome, String text) {
        assertTrue(
                "nothing with '" + text + "' in\n" + outcome.out() + outcome.err(),
                outcome.out().replaceAll(" +", " ").contains(text.replaceAll(" +", " ")));
    }

    private static Outcome inspect(Path jar) {
        return DryVerbs.run(
                dry.verbs(),
                FOLDER.getRoot().toPath(),
                "inspect",
                jar.toAbsolutePath().toString());
    }

    private static Path home() {
        return FOLDER.getRoot().toPath().resolve("home");
    }
}
