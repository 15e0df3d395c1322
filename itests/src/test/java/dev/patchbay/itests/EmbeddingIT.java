package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;

/** Runtimes inside a host come, go, and stand side by side. */
public final class EmbeddingIT {
    private static final int CYCLES = Endurance.times(50, 500);

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void leavesNoClassAndNoThreadHoweverOftenItIsStarted() throws Exception {
        Path home = home("home", "1.0.0");
        startAndClose(home, new Loaders());
        Set<String> before = threads();
        Loaders loaders = new Loaders();
        for (int i = 0; i < CYCLES; i++) {
            startAndClose(home, loaders);
        }
        loaders.awaitForgotten();
        RunningHome.eventually().untilAsserted(() -> {
            Set<String> added = threads();
            added.removeAll(before);
            assertEquals(Set.of(), added);
        });
        assertEquals(Set.of(), OpenFiles.under(home));
    }

    @Test
    public void servesTwoVersionsOfATypeInTwoRuntimesAndOneOfThemOnAfterTheOtherHasClosed() throws Exception {
        try (Patchbay two = start(home("two", "2.0.0"))) {
            ConnectorHandle ofTwo = two.registry().get("scripted");
            ConnectorHandle ofOne;
            ConnectorHandle neverCalled;
            try (Patchbay one = start(home("one", "1.0.0"))) {
                neverCalled = one.registry().get("scripted");
                ofOne = one.registry().get("scripted");
                assertEquals("1.0.0", version(ofOne));
                assertEquals("2.0.0", version(ofTwo));
                assertEquals(1, one.registry().versions("scripted").size());
                assertEquals(1, two.registry().versions("scripted").size());
                Files.writeString(one.home().resolve("config/connector.scripted~only.cfg"), "url=http://one\n");
                RunningHome.eventually()
                        .until(() -> one.registry().why("scripted~only").isKnown());
                assertEquals(false, two.registry().why("scripted~only").isKnown());
            }
            assertEquals("2.0.0", version(ofTwo));
            assertEquals(25, ofTwo.pullAll(PullRequest.of("numbers")).count());
            assertEquals(
                    InstanceState.ACTIVE,
                    two.registry().instances(InstanceFilter.all()).get(0).state());
            assertStopped(ofOne);
            assertStopped(neverCalled);
        }
    }

    private static void assertStopped(ConnectorHandle handle) {
        ConnectorException stopped = assertThrows(ConnectorException.class, () -> version(handle));
        assertEquals(ErrorCode.CONNECTOR_NOT_FOUND, stopped.code());
        assertTrue(stopped.getMessage(), stopped.getMessage().contains("has stopped"));
    }

    private static void startAndClose(Path home, Loaders loaders) {
        try (Patchbay patchbay = start(home)) {
            ConnectorHandle handle = patchbay.registry().get("scripted");
            assertEquals(10, RunningHome.pull(handle));
            for (Bundle bundle : patchbay.bundleContext().getBundles()) {
                if (bundle.getBundleId() > 0) {
                    loaders.see(bundle.getSymbolicName(), bundle);
                }
            }
            loaders.seeObject("framework", patchbay.bundleContext().getBundle(0));
        }
    }

    private static Patchbay start(Path home) {
        return Patchbay.builder().home(home).build().start();
    }

    private static Object version(ConnectorHandle handle) {
        return handle.invoke("version", Map.of()).get("version");
    }

    private Path home(String name, String version) throws IOException {
        Path home = folder.getRoot().toPath().toRealPath().resolve(name);
        Path jar = TestBundles.scripted(version);
        Files.createDirectories(home.resolve("deploy"));
        Files.createDirectories(home.resolve("config"));
        Files.copy(jar, home.resolve("deploy").resolve(jar.getFileName()));
        Files.writeString(home.resolve("config/connector.scripted.cfg"), "url=http://" + name + "\n");
        return home;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
