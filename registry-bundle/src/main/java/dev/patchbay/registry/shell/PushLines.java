package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.PushResult;
import java.util.Locale;

/** Rejections on the error stream as they come, the sums on the output, and to a person how long it took. */
final class PushLines implements PushReport {
    private final Console console;
    private final Progress progress;

    PushLines(Console console, Progress progress) {
        this.console = console;
        this.progress = progress;
    }

    @Override
    public void batch(long first, PushResult result) {
        for (PushResult.Rejection each : result.rejections()) {
            tell("record " + (first + each.index()) + ": " + each.code() + ": " + each.message());
        }
    }

    @Override
    public void failed(long first, long last) {
        tell(first == last ? "record " + first + " failed" : "records " + first + " to " + last + " failed");
    }

    @Override
    public void end(long accepted, long rejected) {
        if (console.errWidth() > 0) {
            tell(progress.summary(accepted + rejected));
        }
        console.out().print(String.format(Locale.ROOT, "%,d accepted, %,d rejected\n", accepted, rejected));
        console.out().flush();
    }

    private void tell(String line) {
        console.err().print(Cell.oneLine(line) + "\n");
        console.err().flush();
    }
}
