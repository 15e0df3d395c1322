package dev.patchbay.launcher.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The log file, a JSON object a line. It is opened in the background, because making sense of the pattern of its name costs
 * a tenth of a start; what is logged until then waits in memory. Thread-safe.
 */
final class JsonFile extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final String NAME = "patchbay.json";
    private static final String ROLLED = "patchbay.%d{yyyy-MM-dd,UTC}.%i.json.gz";
    private static final FileSize FILE_LIMIT = FileSize.valueOf("10MB");
    private static final FileSize TOTAL_LIMIT = FileSize.valueOf("200MB");
    private static final int DAYS = 30;

    private final Path directory;
    private final LogRedaction redaction;
    private final RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
    private final Thread opening = new Thread(this::open, "patchbay-log");
    /** Guarded by this. */
    private final List<ILoggingEvent> waiting = new ArrayList<>();

    private volatile boolean open;

    /** @param redaction what is taken out of each line */
    JsonFile(Path directory, LogRedaction redaction) {
        this.directory = directory;
        this.redaction = redaction;
    }

    @Override
    public void start() {
        super.start();
        opening.setDaemon(true);
        opening.start();
    }

    /** Writes what waits. */
    @Override
    public void stop() {
        try {
            opening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        super.stop();
        file.stop();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!open) {
            // By whom and for which instance, it has to know before its thread goes on.
            event.prepareForDeferredProcessing();
            synchronized (this) {
                if (!open) {
                    waiting.add(event);
                    return;
                }
            }
        }
        file.doAppend(event);
    }

    private void open() {
        try {
            prepare();
        } finally {
            synchronized (this) {
                waiting.forEach(file::doAppend);
                waiting.clear();
                open = true;
            }
        }
    }

    private void prepare() {
        file.setContext(getContext());
        file.setFile(directory.resolve(NAME).toString());

        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(getContext());
        rolling.setParent(file);
        rolling.setFileNamePattern(directory.resolve(ROLLED).toString());
        rolling.setMaxFileSize(FILE_LIMIT);
        rolling.setTotalSizeCap(TOTAL_LIMIT);
        rolling.setMaxHistory(DAYS);
        rolling.start();

        JsonLines json = new JsonLines(redaction);
        json.setContext(getContext());
        json.start();
        file.setEncoder(json);
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(rolling);
        file.start();
    }
}
