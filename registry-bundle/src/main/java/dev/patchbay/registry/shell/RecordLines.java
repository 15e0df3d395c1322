package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One line of JSON a record on the output, and where to go on, on the error stream. */
final class RecordLines implements RecordOutput {
    private final Console console;
    private final Progress progress;
    private final boolean incremental;

    RecordLines(Console console, Progress progress, boolean incremental) {
        this.console = console;
        this.progress = progress;
        this.incremental = incremental;
    }

    @Override
    public void record(ConnectorRecord record) {
        byte[] line = (Json.line(RecordOutput.facts(record)) + "\n").getBytes(StandardCharsets.UTF_8);
        console.out().write(line, 0, line.length);
    }

    @Override
    public void end(long count, Optional<String> cursor, boolean more) {
        console.out().flush();
        String way = cursor.map(each -> way(each, more)).orElse("");
        boolean seen = console.errWidth() > 0;
        if (seen || !way.isEmpty()) {
            console.err().print((seen ? progress.summary(count) : Progress.counted(count)) + way + "\n");
            console.err().flush();
        }
    }

    private String way(String cursor, boolean more) {
        String option = (incremental ? "--incremental " : "") + "--cursor " + quoted(cursor);
        return more ? "; to go on: " + option : "; for what changes from now on: " + option;
    }

    /** As a POSIX shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
