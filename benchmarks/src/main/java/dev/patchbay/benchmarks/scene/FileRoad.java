package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** By renaming into deploy/ and deleting there. */
public final class FileRoad implements Road {
    private final BenchmarkHome home;
    private final List<String> brought = new ArrayList<>();

    public FileRoad(BenchmarkHome home) {
        this.home = home;
    }

    @Override
    public void bring(Path staged) throws IOException {
        home.deploy(staged);
        brought.add(staged.getFileName().toString());
    }

    @Override
    public void clear() throws IOException {
        for (String file : brought) {
            home.undeploy(file);
        }
        brought.clear();
    }
}
