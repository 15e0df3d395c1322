package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Class loaders that a test has seen and that should be forgotten by all the world. */
final class Loaders {
    private record Seen(String name, WeakReference<Object> loader) {}

    private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

    void see(String name, Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring != null && wiring.getClassLoader() != null) {
            seeObject(name, wiring.getClassLoader());
        }
    }

    /** Anything else that should be forgotten. */
    void seeObject(String name, Object object) {
        seen.add(new Seen(name, new WeakReference<>(object)));
    }

    int count() {
        return seen.size();
    }

    /** Forces garbage collections until none is left. */
    void awaitForgotten() {
        RunningHome.eventually().untilAsserted(() -> {
            System.gc();
            assertEquals("class loaders in memory, with how many of each", Map.of(), left());
        });
    }

    private Map<String, Long> left() {
        return seen.stream()
                .filter(each -> each.loader().get() != null)
                .collect(Collectors.groupingBy(Seen::name, Collectors.counting()));
    }
}
