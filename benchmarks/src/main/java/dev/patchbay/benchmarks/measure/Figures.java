package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Samples;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a JVM of its own has written: samples by the name of their figure. */
final class Figures {
    private final Map<String, Samples> samples = new TreeMap<>();

    /** Measures in a fresh JVM with as many of the connectors, and adds what it says. */
    void add(Scene scene, String measure, String candidate, int count, int connectors)
            throws IOException, InterruptedException {
        List<Path> jars = scene.connectors().subList(0, connectors);
        String paths = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        add(scene, Alone.class, measure, candidate, Integer.toString(count), paths);
    }

    /** Runs a class of ours in a fresh JVM, and adds what it says. */
    void add(Scene scene, Class<?> main, String... arguments) throws IOException, InterruptedException {
        String output = Scene.output(scene.checkout().alone(main, arguments));
        for (String line : output.lines().toList()) {
            int blank = line.indexOf(' ');
            samples.computeIfAbsent(line.substring(0, blank), name -> new Samples())
                    .add(Double.parseDouble(line.substring(blank + 1)));
        }
    }

    /** Says a figure to whoever has started this JVM; a name has no blanks. */
    static void say(String name, double value) {
        System.out.println(name + " " + value);
    }

    Samples of(String name) {
        return samples.getOrDefault(name, new Samples());
    }
}
