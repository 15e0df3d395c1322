package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.paging.PageTurns;
import java.util.Optional;

/** One pull as it goes on from page to page; holds one page at a time. */
final class Pull {
    private static final int RECORDS_BETWEEN_LOOKS = 100;

    private final ConnectorHandle handle;
    private final RecordOutput output;
    private final Progress progress;
    private final Console console;
    private final long limit;
    private final int pageSize;
    private final PageTurns turns;
    private PullRequest request;
    private Optional<String> cursor;
    private boolean more = true;
    private long printed;

    Pull(
            ConnectorHandle handle,
            PullRequest request,
            long limit,
            RecordOutput output,
            Progress progress,
            Console console) {
        this.handle = handle;
        this.request = request;
        this.cursor = request.cursor();
        this.pageSize = request.pageSize();
        this.turns = new PageTurns(handle.id(), request.cursor().orElse(null));
        this.limit = limit;
        this.output = output;
        this.progress = progress;
        this.console = console;
    }

    /** Tells how far it came in any case: up to the last page of which every record is printed. */
    void run() {
        try {
            while (more && printed < limit) {
                page();
            }
        } finally {
            progress.clear();
            output.end(printed, cursor, more);
        }
    }

    private void page() {
        VerbFailure.ifInterrupted();
        // Never more than are wanted, so that the cursor after the last page leaves out none.
        int size = (int) Math.min(pageSize, limit - printed);
        request = request.toBuilder().pageSize(size).build();
        Page page = handle.pull(request);
        for (ConnectorRecord each : page.records()) {
            if (printed == limit) {
                return;
            }
            if (console.terminal()) {
                progress.clear();
            }
            output.record(each);
            if (++printed % RECORDS_BETWEEN_LOOKS == 0) {
                look();
            }
        }
        look();
        turn(page);
    }

    private void look() {
        VerbFailure.ifInterrupted();
        if (console.out().checkError()) {
            throw VerbFailure.failed("the output was closed after " + printed + " records");
        }
        progress.records(printed);
    }

    private void turn(Page page) {
        cursor = page.cursor();
        more = page.more();
        if (more) {
            turns.to(cursor.orElseThrow());
            request = request.from(cursor.orElseThrow());
        }
    }
}
