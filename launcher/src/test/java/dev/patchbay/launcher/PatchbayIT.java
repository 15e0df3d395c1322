package dev.patchbay.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Capability;
import dev.patchbay.model.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.LoggerFactory;

class PatchbayIT {
    private static final String LOG_SERVICE = "org.osgi.service.log.LogService";

    @TempDir
    Path directory;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Path home;

    @BeforeEach
    void listen() {
        home = directory.resolve("home");
        log.start();
        root.addAppender(log);
        logger("dev.patchbay").setLevel(Level.INFO);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
    }

    @Test
    void givesAHostTheRegistry() {
        try (Patchbay patchbay = patchbay(home).start()) {
            ConnectorRegistry registry = patchbay.registry();

            assertEquals(List.of(), registry.types());
            assertEquals(List.of(), registry.problems());
            assertEquals(Bundle.ACTIVE, patchbay.bundleContext().getBundle(0).getState());
            assertTrue(Files.isSameFile(home, patchbay.home()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyBundleInsideRuns() {
        try (Patchbay patchbay = patchbay(home).start()) {
            await().untilAsserted(() -> {
                for (Bundle bundle : patchbay.bundleContext().getBundles()) {
                    assertEquals(Bundle.ACTIVE, bundle.getState(), bundle.toString());
                }
            });
        }
    }

    @Test
    void worksInAHomeOfWhateverName() throws IOException {
        Path strange = home.resolve("a,b ${user.home} ü%20#");
        Files.createDirectories(strange.resolve("config"));
        Files.createDirectories(strange.resolve("deploy"));
        Files.writeString(strange.resolve("config/connector.nowhere~europe.cfg"), "url = http://127.0.0.1/\n");
        TestBundle.write(strange.resolve("deploy/library.jar"), "a.library", "");
        for (int start = 0; start < 2; start++) {
            try (Patchbay patchbay = patchbay(strange).start()) {
                assertEquals(
                        1, patchbay.registry().instances(InstanceFilter.all()).size());
                assertTrue(Stream.of(patchbay.bundleContext().getBundles())
                        .anyMatch(each -> "a.library".equals(each.getSymbolicName())));
            }
        }
    }

    @Test
    void everythingInTheHomeHasTakenEffectWhenStartReturns() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.createDirectories(home.resolve("deploy"));
        Files.writeString(home.resolve("config/connector.nowhere~europe.cfg"), "url = http://127.0.0.1/\n");
        TestBundle.write(home.resolve("deploy/library.jar"), "a.library", "");

        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(
                    "WAITING",
                    patchbay.registry().instances(InstanceFilter.all()).stream()
                            .map(status -> status.state().name())
                            .collect(Collectors.joining()));
            assertEquals(
                    Bundle.ACTIVE, named(patchbay.bundleContext(), "a.library").getState());
        }
    }

    @Test
    void leavesNothingBehindHoweverOftenItRuns() throws IOException {
        Path real = Files.createDirectories(home).toRealPath();
        cycle();
        Traces before = Traces.of(real);

        for (int i = 0; i < 10; i++) {
            cycle();
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertEquals(before.since(before), Traces.of(real).since(before)));
        assertEquals(List.of(), List.copyOf(before.openFiles()));
    }

    @Test
    void theSameObjectStartsAgain() {
        Patchbay patchbay = patchbay(home);

        patchbay.start();
        assertThrows(IllegalStateException.class, patchbay::start);
        patchbay.close();
        patchbay.close();
        assertThrows(IllegalStateException.class, patchbay::registry);
        patchbay.start();

        assertEquals(List.of(), patchbay.registry().types());
        patchbay.close();
    }

    @Test
    void twoRunInOneJvm() {
        try (Patchbay one = patchbay(directory.resolve("one")).start();
                Patchbay two = patchbay(directory.resolve("two")).start()) {
            one.registry()
                    .register(
                            TypeDefinition.builder("memory")
                                    .capabilities(Capability.PULL)
                                    .build(),
                            context -> {
                                throw new AssertionError("nobody asks for it");
                            });
            assertTrue(one.registry().settle(Duration.ofSeconds(10)));

            assertNotSame(one.registry(), two.registry());
            assertEquals(List.of("memory"), one.registry().types());
            assertEquals(List.of(), two.registry().types());
        }
    }

    @Test
    void aSecondOnTheSameHomeIsRefused() {
        try (Patchbay first = patchbay(home).start()) {
            StartException refusal =
                    assertThrows(StartException.class, () -> patchbay(home).start());

            assertTrue(refusal.getMessage().contains("is in use by another runtime"), refusal.getMessage());
            assertEquals(List.of(), first.registry().types());
        }
        patchbay(home).start().close();
    }

    @Test
    void aWarmStartReinstallsNothing() {
        Map<String, Long> before;
        try (Patchbay patchbay = patchbay(home).start()) {
            before = modified(patchbay.bundleContext());
        }
        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(before, modified(patchbay.bundleContext()));
        }
    }

    @Test
    void aCacheThatWasDamagedIsDiscardedAndSaidSo() throws IOException {
        patchbay(home).start().close();
        damage(home.resolve("data/cache"));

        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(List.of(), patchbay.registry().types());
        }

        assertTrue(said("the cache was changed or damaged"), () -> log.list.toString());
    }

    @Test
    void aCacheThatTheFrameworkCannotUseIsDiscardedAndSaidSo() throws IOException {
        patchbay(home).start().close();
        damage(home.resolve("data/cache"));
        new BundleCache(Home.prepare(home)).seal(CoreBundles.read().index());

        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(List.of(), patchbay.registry().types());
        }

        assertTrue(said("is damaged and was discarded"), () -> log.list.toString());
    }

    @Test
    void configurationsOutliveTheCache() throws Exception {
        try (Patchbay patchbay = patchbay(home).start()) {
            patchbay.registry().register(TypeDefinition.builder("nowhere").build(), context -> {
                throw new AssertionError("nobody calls it");
            });
            patchbay.registry().configure(InstanceId.parse("nowhere~kept"), Map.of("url", "x"));
        }
        Files.delete(home.resolve("data/cache.seal"));

        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(1, patchbay.registry().instances(InstanceFilter.all()).size());
        }
    }

    @Test
    void logServiceEntriesReachTheHostsLog() throws Exception {
        try (Patchbay patchbay = patchbay(home).start()) {
            BundleContext context = patchbay.bundleContext();
            ServiceReference<?> reference = context.getServiceReference(LOG_SERVICE);
            Object service = context.getService(reference);
            // Their API is the framework's and not on this class path.
            Class<?> type = reference.getBundle().loadClass(LOG_SERVICE);
            type.getMethod("log", int.class, String.class).invoke(service, 2, "from a bundle");

            await().untilAsserted(() -> assertTrue(said("from a bundle")));
        }
    }

    @Test
    void whatIsWrongWithAFileReachesTheHostsLog() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        TestBundle.write(home.resolve("deploy/broken.jar"), "a.broken", "not.there");

        try (Patchbay patchbay = patchbay(home).start()) {
            assertFalse(named(patchbay.bundleContext(), "a.broken").getState() == Bundle.ACTIVE);
            await().untilAsserted(() -> assertTrue(said("broken.jar"), () -> log.list.toString()));
        }
    }

    @Test
    void aBundleOfEitherGenerationOfSlf4jResolves() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        TestBundle.write(home.resolve("deploy/old.jar"), "a.old", "org.slf4j;version=\"[1.7,2)\"");
        TestBundle.write(home.resolve("deploy/new.jar"), "a.new", "org.slf4j;version=\"[2.0,3)\"");
        TestBundle.write(home.resolve("deploy/jdk.jar"), "a.jdk", "javax.sql,javax.net.ssl,org.w3c.dom");
        TestBundle.write(home.resolve("deploy/spi.jar"), "a.spi", "dev.patchbay.spi;version=\"[1.0,2)\"");

        try (Patchbay patchbay = patchbay(home).start()) {
            for (String name : new String[] {"a.old", "a.new", "a.jdk", "a.spi"}) {
                assertEquals(
                        Bundle.ACTIVE, named(patchbay.bundleContext(), name).getState(), name);
            }
        }
    }

    @Test
    void hiddenAndUnfinishedFilesAreLeftAlone() throws IOException {
        Files.createDirectories(home.resolve("deploy"));
        for (String name : new String[] {".a.jar", "b.jar.tmp", "c.jar~", "d.jar.part"}) {
            TestBundle.write(home.resolve("deploy").resolve(name), "a.hidden" + name.charAt(0), "");
        }

        try (Patchbay patchbay = patchbay(home).start()) {
            assertFalse(Arrays.stream(patchbay.bundleContext().getBundles())
                    .anyMatch(bundle -> bundle.getSymbolicName().startsWith("a.hidden")));
        }
    }

    @Test
    void hostsMaySetProperties() {
        try (Patchbay patchbay = Patchbay.builder()
                .home(home)
                .property("some.key", "some value")
                .property("patchbay.home", "/elsewhere")
                .build()
                .start()) {
            assertEquals("some value", patchbay.bundleContext().getProperty("some.key"));
            assertEquals(patchbay.home().toString(), patchbay.bundleContext().getProperty("patchbay.home"));
        }
    }

    private void cycle() {
        try (Patchbay patchbay = patchbay(home).start()) {
            assertEquals(List.of(), patchbay.registry().types());
        }
    }

    private boolean said(String text) {
        return List.copyOf(log.list).stream()
                .anyMatch(event -> event.getFormattedMessage().contains(text));
    }

    private static Patchbay patchbay(Path home) {
        return Patchbay.builder().home(home).build();
    }

    private static Bundle named(BundleContext context, String name) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Long> modified(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getBundleId() > 0)
                .collect(Collectors.toMap(Bundle::getLocation, Bundle::getLastModified));
    }

    /** Cuts every bundle's bytes short. */
    private static void damage(Path cache) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".jar")).toList()) {
                Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));
            }
        }
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
