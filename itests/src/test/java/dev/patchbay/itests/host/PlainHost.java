package dev.patchbay.itests.host;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.PullRequest;
import java.nio.file.Path;
import java.util.Set;

/** An application with nothing on its class path but the launcher and what that brings. */
public final class PlainHost {
    private PlainHost() {}

    public static void main(String[] words) {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (Patchbay patchbay =
                Patchbay.builder().home(Path.of(words[0])).build().start()) {
            ConnectorHandle numbers = patchbay.registry().get("scripted~plain");
            System.out.println(
                    "pulled " + numbers.pullAll(PullRequest.of("numbers")).count());
            System.out.println(
                    "health " + patchbay.registry().health(numbers.id()).status());
        }
        long left = Thread.getAllStackTraces().keySet().stream()
                .filter(each -> !before.contains(each) && each.isAlive() && !each.isDaemon())
                .count();
        System.out.println("left " + left);
    }
}
