package dev.patchbay.registry.shell;

import java.util.Map;
import java.util.stream.Stream;

/** Knows what can stand at a place of a command line. */
@FunctionalInterface
interface Places {

    /**
     * What can stand there, whatever of it is written already.
     *
     * @param place the name of the operand or of the option's value
     * @param before the operands that stand before it, by their names
     */
    Stream<String> of(String place, Map<String, String> before);
}
