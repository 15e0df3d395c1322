package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.Console;
import dev.patchbay.model.PullRequest;
import java.time.Clock;

/** The verb {@code pull}. */
final class PullRecords implements Verb {
    static final String SUMMARY = "Prints the records of an instance, one line of JSON each";

    private static final int MOST_A_PAGE = 10_000;

    private static final Manual MANUAL = new Manual(
            "pull",
            SUMMARY,
            Syntax.none()
                    .required("ID")
                    .required("RECORDTYPE")
                    .repeated("key=value")
                    .option("--limit", "N", "ends after so many records")
                    .flag(
                            "--incremental",
                            "asks for a checkpoint, from which a later pull yields only what has changed")
                    .option("--cursor", "C", "goes on where an earlier pull ended")
                    .option("--page-size", "N", "records a request, " + PullRequest.DEFAULT_PAGE_SIZE + " unless told"),
            """
            The words key=value are parameters that the connector documents; they reach it as they are. Where to go on is
            told on the error stream at the end, also if the pull fails in the middle. With --json the output is one
            document instead: {"records":[...],"count":N,"cursor":C,"more":true}.

              pull jdbc~demo earthquakes --limit 3 | jq .fields.PLACE
            """);

    private final Instances instances;
    private final Clock clock;

    PullRecords(Instances instances, Clock clock) {
        this.instances = instances;
        this.clock = clock;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        PullRequest request = request(arguments);
        long limit = arguments.number("--limit", 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        ConnectorHandle handle = instances.handle(arguments.operand("ID"));
        Progress progress = arguments.json() ? Progress.ofDocument(clock, console) : Progress.ofLines(clock, console);
        RecordOutput output = arguments.json()
                ? new RecordDocument(console)
                : new RecordLines(console, progress, request.incremental());
        new Pull(handle, request, limit, output, progress, console).run();
    }

    private static PullRequest request(Arguments arguments) {
        PullRequest.Builder request = PullRequest.builder(arguments.operand("RECORDTYPE"));
        request.incremental(arguments.has("--incremental"));
        arguments.option("--cursor").ifPresent(request::cursor);
        arguments.number("--page-size", 1, MOST_A_PAGE).ifPresent(each -> request.pageSize(each.intValue()));
        arguments.pairs().forEach(request::parameter);
        return request.build();
    }
}
