package dev.patchbay.registry.unload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;

/** In a framework that is not ours, so that only bundles that declare a type are looked after. */
final class UnloadWatchTest {
    private Lodgings lodgings;
    private UnloadWatch watch;

    @BeforeEach
    void open(@TempDir Path storage) {
        lodgings = new Lodgings(storage);
        watch = new UnloadWatch(lodgings.context(), Duration.ofMillis(1));
        watch.open();
    }

    @AfterEach
    void close() {
        watch.close();
        lodgings.close();
    }

    @Test
    void namesTheThreadOfABundleThatHasGoneUntilItEnds() throws Exception {
        Bundle bundle = lodgings.lodger("1.0.0");
        Thread thread = lodgings.thread(bundle, "of-one");
        bundle.uninstall();
        eventually().until(() -> !told().isEmpty());
        assertEquals(1, told().size());
        String sentence = told().get(0);
        assertTrue(sentence.startsWith("connector 'lodger' 1.0.0 has gone, but thread 'of-one', now in "), sentence);
        assertTrue(sentence.contains(Lodgings.LODGER + ".run (Lodger.java:"), sentence);
        assertEquals(told(), watch.ofLocation(bundle.getLocation()::equals));
        assertEquals(List.of(), watch.ofType("other"));

        Lodgings.end(thread);
        assertTrue(told().stream().noneMatch(each -> each.contains("of-one")), told().toString());
    }

    @Test
    void namesAThreadThatHasInheritedNothingByTheCodeThatItIsIn() throws Exception {
        Bundle bundle = lodgings.lodger("1.0.0");
        lodgings.started(bundle, "of-nobody");
        bundle.uninstall();
        eventually().until(() -> !told().isEmpty());
        assertTrue(told().get(0).contains("but thread 'of-nobody', now in "), told().get(0));
    }

    @Test
    void doesNotBlameOneVersionForTheThreadsOfAnother() throws Exception {
        Bundle old = lodgings.lodger("1.0.0");
        lodgings.thread(old, "of-old");
        Bundle present = lodgings.lodger("2.0.0");
        lodgings.thread(present, "of-present");
        lodgings.started(present, "of-either");
        old.uninstall();
        eventually().until(() -> !told().isEmpty());
        assertEquals(1, told().size(), told().toString());
        assertTrue(told().get(0).contains("1.0.0 has gone, but thread 'of-old'"), told().get(0));
    }

    @Test
    void doesNotBlameOneThatHasGoneForTheThreadsOfAnotherThatHasGone() throws Exception {
        Bundle one = lodgings.lodger("1.0.0");
        lodgings.thread(one, "of-one");
        Bundle two = lodgings.lodger("2.0.0");
        lodgings.thread(two, "of-two");
        one.uninstall();
        two.uninstall();
        eventually().until(() -> told().size() == 2);
        assertTrue(told().stream().anyMatch(each -> each.contains("1.0.0 has gone, but thread 'of-one'")));
        assertTrue(told().stream().anyMatch(each -> each.contains("2.0.0 has gone, but thread 'of-two'")));
    }

    @Test
    void saysNothingOfALibraryThatWasReplacedAsLongAsOthersAreWiredToIt() throws Exception {
        Bundle library = lodgings.lodger("1.0.0");
        Bundle guest = lodgings.guest("2.0.0");
        lodgings.thread(library, "of-library");
        library.update(empty());
        Bundle other = lodgings.lodger("3.0.0");
        lodgings.thread(other, "of-other");
        other.uninstall();
        // Looked at one after the other, the library first.
        eventually().until(() -> !told().isEmpty());
        assertTrue(told().stream().allMatch(each -> each.contains(" 3.0.0 has gone")), told().toString());

        guest.uninstall();
        lodgings.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(library));
        eventually()
                .until(() ->
                        told().stream().anyMatch(each -> each.contains(" 1.0.0 has gone, but thread 'of-library'")));
    }

    @Test
    void saysThatSomethingUnseenHoldsItOnceAGarbageCollectionHasLeftIt() throws Exception {
        Bundle bundle = lodgings.lodger("1.0.0");
        Class<?> kept = bundle.loadClass(Lodgings.LODGER);
        bundle.uninstall();
        eventually().untilAsserted(() -> {
            System.gc();
            assertEquals(1, told().size());
        });
        assertTrue(told().get(0).contains("1.0.0 has gone, but something that no thread shows"), told().get(0));
        assertEquals(Lodgings.LODGER, kept.getName());
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    private List<String> told() {
        return watch.ofType("lodger");
    }

    /** A bundle of nothing, by another name. */
    private static ByteArrayInputStream empty() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-ManifestVersion", "2");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", "empty");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
