package dev.patchbay.benchmarks.scene;

import dev.patchbay.launcher.Patchbay;
import java.nio.file.Path;

/** A process with Patchbay inside, as a host application has it; to be ended by SIGTERM. */
public final class EmbeddedProcess {

    private EmbeddedProcess() {}

    /** @param arguments the home */
    public static void main(String[] arguments) throws InterruptedException {
        Patchbay patchbay =
                Patchbay.builder().home(Path.of(arguments[0])).build().start();
        Runtime.getRuntime().addShutdownHook(new Thread(patchbay::close));
        System.out.println("ready with " + patchbay.registry().types().size() + " types");
        Thread.currentThread().join();
    }
}
