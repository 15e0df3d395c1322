package dev.patchbay.itests.child;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.Deployment;
import dev.patchbay.launcher.Patchbay;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;

/** A runtime in a process of its own: to each line that it reads it answers how things stand, and it ends with its input. */
public final class ReportingRuntime {
    /** The last line of an answer. */
    public static final String END = "end";

    private ReportingRuntime() {}

    public static void main(String[] words) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Patchbay patchbay =
                Patchbay.builder().home(Path.of(words[0])).build().start()) {
            System.out.println(END);
            while (in.readLine() != null) {
                report(patchbay);
                System.out.println(END);
            }
        }
    }

    private static void report(Patchbay patchbay) {
        ConnectorRegistry registry = patchbay.registry();
        for (Deployment each : registry.deployments()) {
            System.out.println("file " + each.file() + " " + each.state() + " " + each.sha256() + " "
                    + String.join("; ", each.reasons()));
        }
        for (String type : registry.types()) {
            System.out.println("type " + type + " " + served(registry, type));
        }
        Stream.of(patchbay.bundleContext().getBundles())
                .map(Bundle::getLocation)
                .filter(each -> each.startsWith("patchbay:"))
                .forEach(each -> System.out.println("bundle " + each));
    }

    private static String served(ConnectorRegistry registry, String type) {
        try {
            return registry.get(type).invoke("version", Map.of()).get("version").toString();
        } catch (RuntimeException failed) {
            return failed.toString();
        }
    }
}
