package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Console;
import dev.patchbay.api.Verbs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** With {@code trust.policy=signed}, a bundle of somebody unknown does not run, whichever way it came. */
public final class TrustIT {
    private static final Path KEYS = Path.of("target", "test-keys");
    private static final Signing ACME = Signing.by("acme", KEYS);
    private static final Signing STRANGER = Signing.by("stranger", KEYS);

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Before
    public void trustAcmeAlone() throws IOException {
        home.stop();
        Path trust = Files.createDirectories(home.path().resolve("trust"));
        Files.writeString(trust.resolve("acme.pem"), ACME.certificate());
        home.settle("trust.policy=signed");
        home.start();
    }

    @After
    public void forgetMarks() {
        System.getProperties().stringPropertyNames().stream()
                .filter(each -> each.startsWith("mark."))
                .forEach(System::clearProperty);
    }

    @Test
    public void servesWithATrustedConnectorOfDeploy() {
        home.deploy(ACME.sign(TestBundles.scripted("1.0.0")));
        home.cfg("connector.scripted.cfg", "url=http://signed");
        home.await("scripted", READY);
        assertEquals("http://signed", home.servedUrl("scripted"));
    }

    @Test
    public void refusesAnUnsignedConnectorOfDeploy() {
        home.deploy(TestBundles.scripted("1.0.0"));
        home.awaitWhy("scripted-1.0.0.jar", "it is not signed", "sign it with jarsigner");
        assertFalse(home.registry().has("scripted"));
        home.awaitLogged("it is not signed");
    }

    @Test
    public void refusesAConnectorOfDeployThatSomebodyElseSigned() {
        home.deploy(STRANGER.sign(TestBundles.scripted("1.0.0")));
        home.awaitWhy("scripted-1.0.0.jar", "it was signed by 'CN=stranger'", "only 'CN=acme'");
        assertFalse(home.registry().has("scripted"));
    }

    @Test
    public void startsATrustedBundleOfTheHost() throws Exception {
        Bundle trusted = home.install(ACME.sign(marker("mark.trusted")));
        trusted.start();
        assertEquals("started", System.getProperty("mark.trusted"));
    }

    @Test
    public void refusesAnUnsignedBundleOfTheHostAndSaysSoOnce() throws Exception {
        Bundle unsigned = home.install(marker("mark.unsigned"));
        assertThrows(BundleException.class, unsigned::start);
        assertThrows(BundleException.class, unsigned::start);
        assertEquals(Bundle.INSTALLED, unsigned.getState());
        assertNull(System.getProperty("mark.unsigned"));
        assertEquals(
                1,
                home.log()
                        .with("'mark.unsigned'", "may not run", "it is not signed")
                        .size());
    }

    @Test
    public void refusesAnUnsignedBundleOfTheShell() {
        String location = marker("mark.shell").toUri().toString();
        exec("felix:start [felix:install " + location + "]");
        exec("felix:install " + location);
        assertEquals(
                1, exitCode("felix:start " + home.context().getBundle(location).getBundleId()));
        assertEquals(Bundle.INSTALLED, home.context().getBundle(location).getState());
        assertNull(System.getProperty("mark.shell"));
    }

    @Test
    public void refusesAnUpdateOfATrustedBundleToOtherBytes() throws Exception {
        Bundle bundle = home.install(ACME.sign(marker("mark.updated")));
        bundle.start();
        System.clearProperty("mark.updated");
        try (InputStream bytes = Files.newInputStream(marker("mark.update"))) {
            assertThrows(BundleException.class, () -> bundle.update(bytes));
        }
        assertEquals(Bundle.INSTALLED, bundle.getState());
        String location = marker("mark.update").toUri().toString();
        exec("felix:update " + bundle.getBundleId() + " " + location);
        exec("felix:start " + bundle.getBundleId());
        assertEquals(Bundle.INSTALLED, bundle.getState());
        assertNull(System.getProperty("mark.update"));

        try (InputStream bytes = Files.newInputStream(ACME.sign(marker("mark.update")))) {
            bundle.update(bytes);
        }
        bundle.start();
        assertEquals("started", System.getProperty("mark.update"));
    }

    @Test
    public void refusesWhatWasStartedForGoodUnderAnotherPolicy() throws Exception {
        home.stop();
        home.settle("trust.policy=any");
        home.start();
        home.install(marker("mark.before")).start();
        home.install(ACME.sign(marker("mark.kept"))).start();
        home.stop();
        forgetMarks();

        home.settle("trust.policy=signed");
        home.start();
        assertEquals("started", System.getProperty("mark.kept"));
        assertNull(System.getProperty("mark.before"));
        home.awaitLogged("'mark.before'", "may not run");

        // Neither does it help to ask for the level of the runtime's own bundles.
        home.context()
                .getBundle(marker("mark.before").toUri().toString())
                .adapt(BundleStartLevel.class)
                .setStartLevel(1);
        home.stop();
        forgetMarks();
        home.start();
        assertEquals("started", System.getProperty("mark.kept"));
        assertNull(System.getProperty("mark.before"));
    }

    @Test
    public void attachesNoUnsignedFragmentToATrustedBundle() throws Exception {
        Bundle fragment = home.install(
                TestBundles.marker("mark.fragment", Map.of("Fragment-Host", "mark.host", "Bundle-Activator", "")));
        Bundle host = home.install(ACME.sign(marker("mark.host")));
        host.start();
        assertEquals(Bundle.ACTIVE, host.getState());
        assertEquals(Bundle.INSTALLED, fragment.getState());
        Bundle signed = home.install(ACME.sign(TestBundles.marker(
                "mark.signed.fragment", Map.of("Fragment-Host", "mark.other", "Bundle-Activator", ""))));
        home.install(ACME.sign(marker("mark.other"))).start();
        assertEquals(Bundle.RESOLVED, signed.getState());
    }

    @Test
    public void takesNoExtensionOfTheFramework() throws Exception {
        Path extension = ACME.sign(TestBundles.marker(
                "mark.extension",
                Map.of("Fragment-Host", "system.bundle;extension:=framework", "Bundle-Activator", "")));
        BundleException refused = assertThrows(BundleException.class, () -> home.install(extension));
        assertTrue(causes(refused), causes(refused).contains("is an extension of the framework"));
        Bundle bundle = home.install(ACME.sign(marker("mark.normal")));
        try (InputStream bytes = Files.newInputStream(extension)) {
            assertThrows(BundleException.class, () -> bundle.update(bytes));
        }
        assertEquals("mark.normal", bundle.getSymbolicName());
        assertEquals(
                List.of(),
                List.of(home.context().getBundles()).stream()
                        .filter(each -> each.getSymbolicName().equals("mark.extension"))
                        .toList());
    }

    @Test
    public void keepsThePlacesOfItsOwnBundlesForThem() throws Exception {
        try (InputStream bytes = Files.newInputStream(marker("mark.core"))) {
            assertThrows(BundleException.class, () -> home.context().installBundle("patchbay-core:mark.core", bytes));
        }
        Bundle registry = List.of(home.context().getBundles()).stream()
                .filter(each -> each.getLocation().equals("patchbay-core:dev.patchbay.registry"))
                .findFirst()
                .orElseThrow();
        try (InputStream bytes = Files.newInputStream(marker("mark.core"))) {
            assertThrows(BundleException.class, () -> registry.update(bytes));
        }
        assertEquals("dev.patchbay.registry", registry.getSymbolicName());
        assertNull(System.getProperty("mark.core"));
    }

    @Test
    public void runsNothingInPlaceThatCouldChangeAfterItWasVerified() {
        Path signed = ACME.sign(marker("mark.reference"));
        BundleException refused =
                assertThrows(BundleException.class, () -> home.context().installBundle("reference:" + signed.toUri()));
        assertTrue(causes(refused), causes(refused).contains("would run where it lies"));
    }

    @Test
    public void refusesWhatIsUnsignedEvenWhenTheRegistryWasStopped() throws Exception {
        Bundle registry = home.context().getBundle("patchbay-core:dev.patchbay.registry");
        registry.stop();
        Bundle unsigned = home.install(marker("mark.gap"));
        assertThrows(BundleException.class, unsigned::start);
        registry.start();
        assertThrows(BundleException.class, unsigned::start);
        assertNull(System.getProperty("mark.gap"));
    }

    @Test
    public void startsABundleAsSoonAsItsSignerIsTrusted() throws Exception {
        Bundle bundle = home.install(STRANGER.sign(marker("mark.late")));
        assertThrows(BundleException.class, bundle::start);
        Files.writeString(home.path().resolve("trust").resolve("stranger.crt"), STRANGER.certificate());
        bundle.start();
        assertEquals("started", System.getProperty("mark.late"));
    }

    private static Path marker(String name) {
        return TestBundles.marker(name, Map.of());
    }

    private String exec(String line) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        run(line, said);
        return said.toString(StandardCharsets.UTF_8);
    }

    private int exitCode(String line) {
        return run(line, new ByteArrayOutputStream());
    }

    private int run(String line, ByteArrayOutputStream said) {
        PrintStream stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        Verbs verbs = home.context().getService(home.context().getServiceReference(Verbs.class));
        return verbs.run(List.of("exec", line), Console.builder(stream, stream).build());
    }

    private static String causes(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            all.append(each.getMessage()).append("; ");
        }
        return all.toString();
    }
}
