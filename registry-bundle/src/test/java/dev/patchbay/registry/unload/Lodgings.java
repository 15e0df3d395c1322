package dev.patchbay.registry.unload;

import dev.patchbay.registry.config.TestFramework;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

/** A framework with bundles of the type 'lodger', each with a class of that name of its own, and threads of theirs. */
final class Lodgings implements AutoCloseable {
    static final String LODGER = "dev.patchbay.registry.unload.lodger.Lodger";
    static final String PACKAGE = "dev.patchbay.registry.unload.lodger";

    private final TestFramework framework;
    private final List<Thread> threads = new ArrayList<>();
    private int count;

    Lodgings(Path storage) {
        this.framework = TestFramework.start(storage);
    }

    BundleContext context() {
        return framework.context();
    }

    /** A bundle that runs. */
    Bundle lodger(String version) throws BundleException {
        Bundle bundle = bundle(version, Map.of(Constants.EXPORT_PACKAGE, PACKAGE), lodgerClass());
        bundle.start();
        return bundle;
    }

    /** One that has the class of others. */
    Bundle guest(String version) throws BundleException {
        Bundle bundle = bundle(version, Map.of(Constants.IMPORT_PACKAGE, PACKAGE), Map.of());
        bundle.start();
        return bundle;
    }

    /** Started as the runtime would let the bundle start it: it inherits the context class loader. */
    Thread thread(Bundle bundle, String name) throws ReflectiveOperationException {
        ClassLoader outer = ContextLoader.enter(ContextLoader.of(bundle));
        try {
            return started(bundle, name);
        } finally {
            ContextLoader.leave(outer);
        }
    }

    /** Started by the bundle on a thread that is not the runtime's: it inherits nothing of the bundle. */
    Thread started(Bundle bundle, String name) throws ReflectiveOperationException {
        Runnable code = (Runnable) bundle.loadClass(LODGER).getConstructor().newInstance();
        Thread thread = new Thread(code, name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    static void end(Thread thread) {
        thread.interrupt();
        Awaitility.await().until(() -> !thread.isAlive());
    }

    private Bundle bundle(String version, Map<String, String> headers, Map<String, byte[]> files) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(Constants.BUNDLE_VERSION, version);
        all.put(Constants.PROVIDE_CAPABILITY, "patchbay.connector;patchbay.connector=lodger");
        return framework.install("lodger-" + ++count, all, Map.of(), files);
    }

    private static Map<String, byte[]> lodgerClass() {
        String file = LODGER.replace('.', '/') + ".class";
        try (InputStream in = Lodgings.class.getClassLoader().getResourceAsStream(file)) {
            return Map.of(file, in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        threads.forEach(Lodgings::end);
        framework.close();
    }
}
