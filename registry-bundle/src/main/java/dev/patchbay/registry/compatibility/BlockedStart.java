package dev.patchbay.registry.compatibility;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** Whether the activator of a bundle has not returned, and where it is. */
final class BlockedStart implements Question {

    @Override
    public List<String> ask(Bundle bundle) {
        String activator = bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATOR);
        if (bundle.getState() != Bundle.STARTING || activator == null) {
            return List.of();
        }
        return at(activator.trim())
                .map(where -> "it is still starting: " + where
                        + "; wait until its activator returns, or remove the JAR and install a version that returns at"
                        + " once")
                .map(List::of)
                .orElse(List.of());
    }

    /** Empty if no thread is in it: its start has not begun, or waits for its first class. */
    private static Optional<String> at(String activator) {
        return Thread.getAllStackTraces().entrySet().stream()
                .flatMap(entry -> frame(activator, entry))
                .findFirst();
    }

    private static Stream<String> frame(String activator, Map.Entry<Thread, StackTraceElement[]> entry) {
        return Stream.of(entry.getValue())
                .filter(frame -> frame.getClassName().equals(activator)
                        || frame.getClassName().startsWith(activator + "$"))
                .map(frame -> "thread '" + entry.getKey().getName() + "' is in " + frame)
                .limit(1);
    }
}
