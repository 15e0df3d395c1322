package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.util.List;

/** One verb of the command line; stateless, and used by many threads at once. */
interface Verb {

    Manual manual();

    /**
     * Does it, on the caller's thread, and ends soon once that is interrupted.
     *
     * @throws VerbFailure with the exit code and the sentence for the user
     * @throws dev.patchbay.model.ConnectorException whose sentence is for the user as it is
     */
    void run(Arguments arguments, Console console);

    /**
     * Who knows what can stand at its places.
     *
     * @param usual who knows it of the verbs of the runtime
     * @param words those after the verb, the last of them unfinished
     */
    default Places places(Places usual, List<String> words) {
        return usual;
    }
}
