package dev.patchbay.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A verb that a bundle brings: register it as an OSGi service with the properties {@link #NAME} and {@link #SUMMARY}, and
 * {@code ./patchbay NAME}, the shell, help and completion have it for as long as the service is there. It cannot take the
 * place of a verb of the runtime; of two services with one name the higher ranking counts.
 *
 * <p>Stateless as seen from outside, and used by many threads at once. What it prints is cleaned of the secrets that the
 * runtime knows.
 */
@ConsumerType
public interface BundleVerb {

    /** The service property with the word that calls it: {@code a-z} and dashes, starting with a letter. */
    String NAME = "patchbay.verb";

    /** The service property with one line about it, without a full stop. */
    String SUMMARY = "patchbay.verb.summary";

    /** The service property that names its operands in capitals, of which there may be any number; without it there are none. */
    String OPERANDS = "patchbay.verb.operands";

    /** What it prints and where to be careful, and an example; several lines. */
    String help();

    /**
     * Does it, on the thread of whoever wrote the line, and ends soon once that is interrupted. With {@code --json} the
     * runtime prints what comes on {@link Console#out()} as {@code {"output": ...}}.
     *
     * @throws IllegalArgumentException if an operand is wrong, with the sentence for the user; the exit code is 2 then
     * @throws dev.patchbay.model.ConnectorException if it fails, with the sentence for the user; the exit code is 1 then
     */
    void run(List<String> operands, Console console);

    /**
     * What could stand as the next operand, whatever of it is there already.
     *
     * @param before the operands that stand before it
     */
    default List<String> candidates(List<String> before) {
        return List.of();
    }
}
