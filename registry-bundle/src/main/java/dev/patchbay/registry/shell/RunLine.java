package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;

/** The verb {@code exec}. */
final class RunLine implements Verb {
    private static final Manual MANUAL = new Manual(
            "exec",
            "Runs a line of Gogo, the command language of the OSGi framework, in the runtime",
            Syntax.none().verbatim("LINE"),
            """
            Several words are joined with blanks to one line. Gogo gives blanks, quotes, $, [ ], > and * a meaning of its
            own, so the other verbs are better called directly. Options of exec stand before the line.

              exec 'lb -s'
            """);

    private final Interpreter interpreter;

    RunLine(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        String line = String.join(" ", arguments.repeated());
        int exitCode = arguments.json() ? captured(line, console) : interpret(line, console);
        if (exitCode != 0) {
            // A command that sets an exit code has said on the error stream what is wrong.
            throw VerbFailure.told();
        }
    }

    private int captured(String line, Console console) {
        CapturedOutput captured = new CapturedOutput(console);
        try {
            return interpret(line, captured.console());
        } finally {
            captured.print();
        }
    }

    private int interpret(String line, Console console) {
        try {
            return interpreter.run(line, console);
        } catch (VerbFailure e) {
            throw e;
        } catch (InterruptedException e) {
            throw VerbFailure.failed("interrupted", e);
        } catch (Exception e) {
            throw VerbFailure.failed("'" + line + "' failed: " + Complaint.sentence(e), e);
        }
    }
}
