package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.util.Optional;

/** A runtime in this process, as a measure sees it: it takes files and serves instances. */
public interface Candidate extends AutoCloseable {

    /** The name of the file that makes an instance. */
    String fileName(String type, String instance);

    /** What an instance says when it is called; empty if it cannot be called. */
    Optional<String> greeting(String type, String instance);

    /** Whether a type is there. */
    boolean has(String type);

    /** Of the connector that an instance is served by; empty if there is none. */
    Optional<String> version(String type, String instance);

    /** How many instances could be called now. */
    int ready();

    @Override
    void close() throws IOException;
}
