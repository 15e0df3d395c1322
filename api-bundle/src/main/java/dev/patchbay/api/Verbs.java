package dev.patchbay.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The verbs of the command line ({@code list}, {@code why}, {@code pull} and so on) as an OSGi service. The command
 * {@code ./patchbay VERB ARGS...}, the shell and the Gogo commands all run these.
 */
@ProviderType
public interface Verbs {

    /** The names of all verbs, in the order in which help lists them. */
    List<String> names();

    /**
     * Runs a verb on the calling thread; interrupting that thread ends it.
     *
     * @param words the verb and its arguments, verbatim
     * @return the exit code: 0 if it succeeded, 1 if it failed, 2 if the words were wrong; one sentence is on
     *     {@link Console#err()} then
     */
    int run(List<String> words, Console console);

    /**
     * What the last of these words could become.
     *
     * @param words the words so far; the last may be empty or unfinished
     * @return full words, sorted
     */
    List<String> complete(List<String> words);
}
