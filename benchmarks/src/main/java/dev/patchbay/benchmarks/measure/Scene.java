package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.scene.BenchmarkHome;
import dev.patchbay.benchmarks.scene.Checkout;
import dev.patchbay.benchmarks.scene.WorkFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What all measures share.
 *
 * @param checkout what is measured
 * @param types the names of the connectors
 * @param connectors their JARs, in the same order
 * @param rounds how often the typical measure repeats itself; others more or less often, in proportion
 */
public record Scene(Checkout checkout, List<String> types, List<Path> connectors, int rounds) {

    /** A home with all connectors, and an instance of each. */
    BenchmarkHome home(char separator) throws IOException {
        return home(separator, types.size());
    }

    /** A home with all connectors, and as many instances of them in turn. */
    BenchmarkHome home(char separator, int instances) throws IOException {
        BenchmarkHome home = BenchmarkHome.create(WorkFolder.create(), connectors);
        for (int index = 0; index < instances; index++) {
            String name = "one" + (index < types.size() ? "" : index);
            String type = types.get(index % types.size());
            home.drop(home.stage("connector." + type + separator + name + ".cfg", "hello"));
        }
        return home;
    }

    /** Runs a command to its end; what it has written to standard output. */
    static String output(List<String> command) throws IOException, InterruptedException {
        Path complaints = Files.createTempFile("patchbay-benchmark", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(complaints.toFile())
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed:\n" + Files.readString(complaints));
            }
            return output;
        } finally {
            Files.delete(complaints);
        }
    }

    static void progress(String sentence) {
        System.err.println("  " + sentence);
    }
}
