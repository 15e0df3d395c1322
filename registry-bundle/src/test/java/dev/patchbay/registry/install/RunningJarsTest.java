package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.TestFramework;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

class RunningJarsTest {
    @TempDir
    private Path home;

    private TestFramework framework;
    private BundleStore store;
    private Runnable meanwhile = () -> {};

    @BeforeEach
    void start() {
        framework = TestFramework.start(home.resolve("cache"));
        store = new BundleStore(home.resolve("bundles"));
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void bringsUpOnceWhatThePlansOfTwoTypesWantAtTheSameTime() throws IOException {
        Jar jar = kept("both");
        List<String> other = new ArrayList<>();
        try (RunningJars running = running(interrupted(framework.context()))) {
            meanwhile = () -> {
                meanwhile = () -> {};
                other.add(running.bringUp(jar, () -> other.add("told later")) ? "works" : "does not work yet");
            };
            assertTrue(
                    running.bringUp(jar, () -> {}), () -> running.obstacles(jar).toString());
            assertTrue(running.works(jar), () -> running.obstacles(jar).toString());
            assertEquals(List.of("does not work yet", "told later"), other);
            assertTrue(store.has(jar.sha256()), "its bytes are kept");
        }
    }

    @Test
    void runsNothingOfACopyThatWasDamaged() throws IOException {
        Jar jar = kept("damaged");
        Files.write(
                store.path(jar.sha256()),
                Files.readAllBytes(store.path(kept("another").sha256())));
        try (RunningJars running = running(framework.context())) {
            assertFalse(running.bringUp(jar, () -> {}));
            assertTrue(running.obstacles(jar).toString().contains("its copy in data/bundles was damaged"));
            assertFalse(running.isPresent(jar));
            assertFalse(store.has(jar.sha256()));

            running.forget(jar);
            assertEquals(List.of(), running.obstacles(jar), "nobody asks for it any more");
        }
    }

    private RunningJars running(BundleContext context) {
        return new RunningJars(
                context, store, new Trust(framework.context()), new Fitness(context.getBundle()), bundle -> List.of());
    }

    /** One in which something happens after it was asked for a bundle for the first time. */
    private BundleContext interrupted(BundleContext context) {
        return (BundleContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = method.invoke(context, arguments);
                        if (method.getName().equals("getBundle") && answer == null) {
                            meanwhile.run();
                        }
                        return answer;
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    private Jar kept(String name) throws IOException {
        Path file = home.resolve(name + ".jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        manifest.getMainAttributes().putValue(Constants.BUNDLE_SYMBOLICNAME, name);
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new ZipEntry("text"));
        }
        try (BundleStore.Copy copy = store.copy(file, 100_000)) {
            copy.keep();
            return new Jar(copy.sha256(), new JarFacts(name, Version.parseVersion("1.0.0"), List.of(), List.of(), 17));
        }
    }
}
