package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/** The verb {@code push}. */
final class PushRecords implements Verb {
    static final String SUMMARY = "Sends the records of a file to an instance";

    private static final int USUAL_BATCH = 100;
    private static final int LARGEST_BATCH = 10_000;

    private static final Manual MANUAL = new Manual(
            "push",
            SUMMARY,
            Syntax.none()
                    .required("ID")
                    .required("RECORDTYPE")
                    .required("FILE")
                    .option("--batch", "N", "records a call, " + USUAL_BATCH + " unless told"),
            """
            FILE holds JSON lines or one JSON array; - is the standard input. A record is an object of its fields, or what
            pull prints, {"id":...,"fields":{...}}; RECORDTYPE counts, whatever type stands there. Rejected records are
            named on the error stream by their number, from 1; the exit code is 1 then. If a call fails, nothing after its
            batch is sent. With --json: {"batches":[{"first":1,"accepted":N,"ids":[...],"rejections":[...]}],
            "accepted":N,"rejected":N}.

              pull jdbc~demo earthquakes | push jdbc~copy earthquakes -
            """);

    private final Instances instances;
    private final Clock clock;

    PushRecords(Instances instances, Clock clock) {
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        int batch = arguments
                .number("--batch", 1, LARGEST_BATCH)
                .map(Long::intValue)
                .orElse(USUAL_BATCH);
        ConnectorHandle handle = instances.handle(arguments.operand("ID"));
        String file = arguments.operand("FILE");
        Progress progress = arguments.json() ? Progress.ofDocument(clock, console) : Progress.ofLines(clock, console);
        PushReport report = arguments.json() ? new PushDocument(console) : new PushLines(console, progress);
        if (file.equals("-")) {
            push(
                    handle,
                    new RecordReader("standard input", console.in(), arguments.operand("RECORDTYPE")),
                    batch,
                    report,
                    progress);
            return;
        }
        try (InputStream in = open(file, console.directory())) {
            push(handle, new RecordReader(file, in, arguments.operand("RECORDTYPE")), batch, report, progress);
        } catch (IOException e) {
            throw VerbFailure.failed("'" + file + "' cannot be read: " + Complaint.sentence(e), e);
        }
    }

    private static void push(
            ConnectorHandle handle, RecordReader reader, int batch, PushReport report, Progress progress) {
        try (reader) {
            new Push(handle, reader, batch, report, progress).run();
        }
    }

    private static InputStream open(String file, Path directory) throws IOException {
        try {
            Path path = directory.resolve(file);
            if (Files.isDirectory(path)) {
                throw VerbFailure.failed("'" + file + "' is a directory; name a file of JSON lines");
            }
            return Files.newInputStream(path);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw VerbFailure.failed("there is no file '" + file + "' in " + directory, e);
        }
    }
}
