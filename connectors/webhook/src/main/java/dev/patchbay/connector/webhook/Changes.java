package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/**
 * What has changed since the last time of change that was seen, that time included, without what was given of it already.
 *
 * <p>A list in the order of change is asked for anew from each later time on: what changes meanwhile moves to its end and
 * would push others over the edge of a page. A list in another order is read to its end with one and the same time. Either
 * way what changes from when it is read on, by the clock of the service, is left for the next pull: it may not be all
 * there yet, or may lie where was read already.
 */
final class Changes {
    private final RecordPaths paths;
    private final PageTurner turner;
    private final RecordShape shape;
    private final String parameter;
    private final boolean ascending;

    Changes(RecordPaths paths, PageTurner turner, RecordShape shape, Settings settings) {
        this.paths = paths;
        this.turner = turner;
        this.shape = shape;
        this.parameter = settings.since_parameter().strip();
        this.ascending = settings.since_order().equals("ascending");
    }

    Page page(PullRequest pull, CallContext call) {
        if (parameter.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "the instance does not know how to ask for what has changed; set 'since.parameter', 'since.order'"
                            + " and 'changed', or pull without 'incremental'");
        }
        String prefix = "since:" + turner.way() + ":" + pull.recordType() + ":";
        Request request = paths.request(pull, parameter);
        Mark mark = pull.cursor().map(each -> mark(each, prefix)).orElse(Mark.START);
        Place place = mark.place().isEmpty()
                ? turner.first(pull)
                : Place.parse(mark.place()).orElseThrow(Lists::foreignCursor);
        request.query(parameter, mark.since().isEmpty() ? pull.parameters().get(parameter) : mark.since());
        PageTurner.Turn turn = turner.turn(request, place, pull.pageSize(), call);
        Instant horizon = mark.horizon().isEmpty() ? horizon(turn.response()) : Instant.parse(mark.horizon());
        ChangedItems reading = new ChangedItems(mark, horizon, ascending, shape);
        boolean ended = !reading.take(turn.items()) || turn.next().isEmpty();
        List<ConnectorRecord> records = records(pull, reading.fresh());
        return ended
                ? Page.last(records, prefix + reading.end())
                : Page.of(
                        records, prefix + reading.next(turn.next().orElseThrow().toString()));
    }

    private List<ConnectorRecord> records(PullRequest pull, List<Map<String, Object>> items) {
        return items.stream().map(each -> shape.record(pull.recordType(), each)).toList();
    }

    private static Mark mark(String cursor, String prefix) {
        if (!cursor.startsWith(prefix)) {
            throw Lists.foreignCursor();
        }
        Mark mark = Mark.parse(cursor.substring(prefix.length())).orElseThrow(Lists::foreignCursor);
        try {
            if (!mark.horizon().isEmpty()) {
                Instant.parse(mark.horizon());
            }
            return mark;
        } catch (DateTimeException broken) {
            throw Lists.foreignCursor();
        }
    }

    private static Instant horizon(Response response) {
        try {
            return response.header("Date")
                    .map(each -> ZonedDateTime.parse(each, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .minusSeconds(1))
                    .orElse(Instant.MAX);
        } catch (DateTimeException odd) {
            return Instant.MAX;
        }
    }
}
