package dev.patchbay.benchmarks.scene;

import java.util.ArrayList;
import java.util.List;

/** The names of connector types: without a dash, at which File Install would cut the name of a file. */
public final class ConnectorNames {

    private ConnectorNames() {}

    /** {@code bench0}, {@code bench1} and so on. */
    public static List<String> types(int count) {
        List<String> names = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            names.add("bench" + index);
        }
        return names;
    }
}
