package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** What {@code inspect} and {@code check} say of signatures, beforehand and in the runtime, where they matter and where not. */
public final class TrustVerbsIT {
    private static final Path KEYS = Path.of("target", "test-keys");
    private static final Signing ACME = Signing.by("acme", KEYS);
    private static final Signing STRANGER = Signing.by("stranger", KEYS);
    private static final String UNSIGNED = "it is not signed, and 'trust.policy' is 'signed'";

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Before
    public void trustAcmeAlone() throws IOException {
        home.stop();
        Path trust = Files.createDirectories(home.path().resolve("trust"));
        Files.writeString(trust.resolve("acme.pem"), ACME.certificate());
        home.settle("trust.policy=signed");
    }

    @Test
    public void inspectTellsWhoVouchesForASigner() {
        Outcome outcome = inspect(ACME.sign(TestBundles.scripted("1.0.0")));

        assertEquals(outcome.out(), 0, outcome.exitCode());
        says(outcome, "signature  trusted: vouched for by 'CN=acme' (acme.pem) in trust/\n");
        says(outcome, "SIGNED BY  CERTIFIED BY  VALID\nCN=acme    (itself)      20");
    }

    @Test
    public void inspectRefusesWhatNobodySigned() {
        Outcome outcome = inspect(TestBundles.scripted("1.0.0"));

        assertEquals(outcome.out(), 1, outcome.exitCode());
        says(outcome, "signature  not signed\n");
        says(outcome, "WHY IT CANNOT RUN\n" + UNSIGNED);
    }

    @Test
    public void inspectRefusesWhatSomebodyUnknownSigned() {
        Outcome outcome = inspect(STRANGER.sign(TestBundles.scripted("1.0.0")));

        assertEquals(outcome.out(), 1, outcome.exitCode());
        says(outcome, "signature  not trusted: it was signed by 'CN=stranger'");
        says(outcome, "\nCN=stranger  (itself)");
        says(outcome, "WHY IT CANNOT RUN\nit was signed by 'CN=stranger', and neither");
    }

    @Test
    public void inspectTellsOfSignaturesWhereNobodyAsksForThem() {
        home.settle("trust.policy=any");

        Outcome unknown = inspect(STRANGER.sign(TestBundles.scripted("1.0.0")));
        Outcome unsigned = inspect(TestBundles.scripted("1.0.0"));

        assertEquals(unknown.out(), 0, unknown.exitCode());
        says(unknown, "not trusted; 'trust.policy' is 'any', so it need not be: it was signed by 'CN=stranger'");
        assertEquals(unsigned.out(), 0, unsigned.exitCode());
        says(unsigned, "not signed; 'trust.policy' is 'any', so it need not be\n");
    }

    @Test
    public void inspectCountsOnNoLibraryThatMayNotRun() {
        Path needy = ACME.sign(TestBundles.scriptedImporting("needy", "1.0.0", "org.example.offered"));
        home.deploy(TestBundles.exporting("org.example.offered"), "offering.jar");

        Outcome without = inspect(needy);
        assertEquals(without.out(), 1, without.exitCode());
        says(without, "NOTHING HERE");

        home.deploy(ACME.sign(TestBundles.exporting("org.example.offered")), "offering.jar");
        Outcome with = inspect(needy);
        assertEquals(with.out(), 0, with.exitCode());
    }

    @Test
    public void checkSaysBeforehandWhatTheRuntimeSays() {
        home.deploy(ACME.sign(TestBundles.scripted("1.0.0")), "good.jar");
        home.deploy(TestBundles.scripted("unsigned", "1.0.0"), "unsigned.jar");
        home.deploy(STRANGER.sign(TestBundles.scripted("strange", "1.0.0")), "strange.jar");
        home.cfg("connector.scripted.cfg", "url = http://good");

        Outcome dry = DryVerbs.run(home.path(), home.path(), "check");

        assertEquals(dry.out(), 1, dry.exitCode());
        assertEquals(dry.out(), 3, dry.lines().size());
        assertTrue(dry.out(), dry.lines().get(0).startsWith("strange.jar: it was signed by 'CN=stranger'"));
        assertTrue(dry.out(), dry.lines().get(1).startsWith("unsigned.jar: " + UNSIGNED));
        home.start();
        RunningHome.eventually()
                .untilAsserted(() -> assertEquals(dry.out(), running("check").out()));
    }

    @Test
    public void inspectInARuntimeGoesByItsPolicy() {
        home.start();

        Outcome trusted = running(
                "inspect",
                ACME.sign(TestBundles.scripted("1.0.0")).toAbsolutePath().toString());
        Outcome unsigned = running(
                "inspect", TestBundles.scripted("1.0.0").toAbsolutePath().toString());

        assertEquals(trusted.out(), 0, trusted.exitCode());
        says(trusted, "trusted: vouched for by 'CN=acme' (acme.pem) in trust/\n");
        assertEquals(unsigned.out(), 1, unsigned.exitCode());
        says(unsigned, "WHY IT CANNOT RUN\n" + UNSIGNED);
    }

    @Test
    public void bothRefuseASecondContractInTheSameWords() {
        Path contract = ACME.sign(TestBundles.contract("2.0.0"));
        String refusal =
                "it exports 'dev.patchbay.api', 'dev.patchbay.model', 'dev.patchbay.spi', as only the runtime may;";

        Outcome inspected = inspect(contract);
        home.deploy(contract, "contract.jar");
        Outcome checked = DryVerbs.run(home.path(), home.path(), "check");

        assertEquals(inspected.out(), 1, inspected.exitCode());
        says(inspected, "WHY IT CANNOT RUN\n" + refusal);
        assertTrue(checked.out(), checked.lines().get(0).startsWith("contract.jar: " + refusal));
        home.start();
        home.awaitFileTold("contract.jar", refusal);
    }

    private Outcome inspect(Path jar) {
        return DryVerbs.run(
                home.path(), home.path(), "inspect", jar.toAbsolutePath().toString());
    }

    private Outcome running(String... words) {
        BundleContext context = home.context();
        return DryVerbs.run(context.getService(context.getServiceReference(Verbs.class)), home.path(), words);
    }

    /** However wide the columns are. */
    private static void says(Outcome outcome, String text) {
        assertTrue(
                "nothing with '" + text + "' in\n" + outcome.out() + outcome.err(),
                outcome.out().replaceAll(" +", " ").contains(text.replaceAll(" +", " ")));
    }
}
