package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What somebody prints who knows nothing of JSON, as one document. Not thread-safe. */
final class CapturedOutput {
    private final Console target;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    CapturedOutput(Console target) {
        this.target = target;
    }

    /** In place of the one on which the document comes; errors go where they always go. */
    Console console() {
        return Console.builder(out, target.err())
                .in(target.in())
                .directory(target.directory())
                .build();
    }

    void print() {
        out.flush();
        Json.print(Map.of("output", output.toString(StandardCharsets.UTF_8)), target);
    }
}
