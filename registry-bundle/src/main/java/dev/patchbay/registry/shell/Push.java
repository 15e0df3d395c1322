package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PushResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One push as it goes on from batch to batch; holds one batch at a time, limited in number and in bytes. */
final class Push {
    private static final long LARGEST_BATCH_BYTES = 4L * 1024 * 1024;

    private final ConnectorHandle handle;
    private final RecordReader reader;
    private final int size;
    private final PushReport report;
    private final Progress progress;
    private long sent;
    private long accepted;
    private long rejected;

    Push(ConnectorHandle handle, RecordReader reader, int size, PushReport report, Progress progress) {
        this.handle = handle;
        this.reader = reader;
        this.size = size;
        this.report = report;
        this.progress = progress;
    }

    /** Tells how much was taken in any case. */
    void run() {
        try {
            for (List<ConnectorRecord> batch = read(); !batch.isEmpty(); batch = read()) {
                send(batch);
            }
        } finally {
            progress.clear();
            report.end(accepted, rejected);
        }
        if (rejected > 0) {
            throw VerbFailure.failed("'" + handle.id() + "' rejected " + rejected + " of " + Progress.counted(sent));
        }
    }

    private List<ConnectorRecord> read() {
        List<ConnectorRecord> batch = new ArrayList<>();
        long start = reader.offset();
        while (batch.size() < size && reader.offset() - start < LARGEST_BATCH_BYTES) {
            VerbFailure.ifInterrupted();
            Optional<ConnectorRecord> record = reader.next();
            if (record.isEmpty()) {
                break;
            }
            batch.add(record.get());
        }
        return batch;
    }

    private void send(List<ConnectorRecord> batch) {
        PushResult result;
        try {
            result = handle.push(batch);
        } catch (RuntimeException e) {
            progress.clear();
            report.failed(sent + 1, sent + batch.size());
            throw e;
        }
        if (!result.rejections().isEmpty()) {
            progress.clear();
        }
        report.batch(sent + 1, result);
        sent += batch.size();
        accepted += result.accepted();
        rejected += result.rejections().size();
        progress.records(sent);
    }
}
