package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;

/** Runs lines of another command language in this runtime. */
interface Interpreter {

    /**
     * Runs a line on the console's streams and prints its result.
     *
     * @return the exit code of its last command
     * @throws Exception if the line does not parse, or a command of it throws
     */
    int run(String line, Console console) throws Exception;
}
