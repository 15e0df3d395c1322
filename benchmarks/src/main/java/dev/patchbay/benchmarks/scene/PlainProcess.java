package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.BundleException;

/**
 * A process of plain Felix, to be ended by SIGTERM. Says {@code ready} when all connectors have published their factory
 * and all configurations have been delivered.
 */
public final class PlainProcess {

    private PlainProcess() {}

    /**
     * @param arguments the home, how many connectors there are, how many configurations, and how often File Install looks
     *     in milliseconds
     */
    public static void main(String[] arguments) throws BundleException, IOException, InterruptedException {
        List<String> types = ConnectorNames.types(Integer.parseInt(arguments[1]));
        PlainFelix felix = PlainFelix.start(Path.of(arguments[0]), types, Integer.parseInt(arguments[3]));
        int instances = Integer.parseInt(arguments[2]);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(felix)));
        while (felix.factories() < types.size() || felix.instances().size() < instances) {
            Thread.sleep(1);
        }
        System.out.println("ready");
        Thread.currentThread().join();
    }

    private static void stop(PlainFelix felix) {
        try {
            felix.close();
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
    }
}
