package dev.patchbay.benchmarks.measure;

import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;

/** One question about how fast or how frugal something is, answered by a table. */
public interface Measure {

    /** As it is asked for on the command line, and as its place on the page is called. */
    String name();

    /** The question, as a heading. */
    String title();

    /** Whether it can be measured with such a version of Java, that of this process. */
    default boolean fits(int java) {
        return true;
    }

    /** Measures; says on standard error how far it is. */
    Table measure(Scene scene) throws IOException, InterruptedException;
}
