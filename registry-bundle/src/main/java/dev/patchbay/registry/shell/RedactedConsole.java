package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.RedactedOutput;
import dev.patchbay.api.Redaction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What verbs print, without secrets. */
final class RedactedConsole {
    private RedactedConsole() {}

    /** The same console, but for what comes out of it. */
    static Console of(Console console, Redaction redaction) {
        Console.Builder redacted = Console.builder(over(console.out(), redaction), over(console.err(), redaction))
                .in(console.in())
                .directory(console.directory())
                .errTerminal(console.errWidth());
        return console.terminal() ? redacted.terminal(console.width()).build() : redacted.build();
    }

    private static PrintStream over(PrintStream target, Redaction redaction) {
        return new PrintStream(
                new RedactedOutput(target, StandardCharsets.UTF_8, redaction), false, StandardCharsets.UTF_8);
    }
}
