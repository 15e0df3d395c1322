package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** Asks for what has changed since a time, that time included. */
final class ChangeRequests {
    private final RecordPaths paths;
    private final RecordShape shape;
    private final String parameter;

    ChangeRequests(RecordPaths paths, RecordShape shape, String parameter) {
        this.paths = paths;
        this.shape = shape;
        this.parameter = parameter.strip();
    }

    /**
     * @param time as the service wrote it; empty for everything, or from where the caller says
     * @throws ConnectorException with UNSUPPORTED_CAPABILITY if the settings do not say how
     */
    Request since(PullRequest pull, String time) {
        if (parameter.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "the instance does not know how to ask for what has changed; set 'since.parameter', 'since.order'"
                            + " and 'changed', or pull without 'incremental'");
        }
        return paths.request(pull, parameter)
                .query(parameter, time.isEmpty() ? pull.parameters().get(parameter) : time);
    }

    List<ConnectorRecord> records(PullRequest pull, List<Map<String, Object>> items) {
        return items.stream().map(each -> shape.record(pull.recordType(), each)).toList();
    }

    /**
     * What changes from then on, by the clock of the service, is left for the next pull: it may not be all there yet, or
     * may lie where was read already.
     */
    static Instant horizon(Response response) {
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
