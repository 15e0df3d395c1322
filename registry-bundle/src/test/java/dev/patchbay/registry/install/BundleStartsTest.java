package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

class BundleStartsTest {

    @Test
    void tellsOfAFailureWhoseCausesGoRoundInACircle() throws Exception {
        IllegalStateException first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertTrue(failure(first).orElseThrow().startsWith("java.lang.IllegalStateException: first"));
    }

    @Test
    void endsWithAFailureThatCannotSayWhatItIs() throws Exception {
        RuntimeException mute = new RuntimeException() {
            private static final long serialVersionUID = 1;

            @Override
            public String toString() {
                throw new IllegalStateException("no words");
            }
        };
        assertEquals(Optional.of("failed, and cannot say why"), failure(mute));
    }

    private static Optional<String> failure(Throwable thrown) throws Exception {
        Bundle failing = (Bundle) Proxy.newProxyInstance(
                BundleStartsTest.class.getClassLoader(), new Class<?>[] {Bundle.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getBundleId")) {
                        return 7L;
                    }
                    throw new BundleException("its activator failed", thrown);
                });
        try (BundleStarts starts = new BundleStarts()) {
            return starts.start(failing).get(30, TimeUnit.SECONDS);
        }
    }
}
