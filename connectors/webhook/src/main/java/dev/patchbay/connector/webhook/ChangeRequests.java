package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.toolkit.changes.Horizon;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import java.time.Duration;
import java.time.Instant;
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

    /** The service tells seconds, and this one may not be over. */
    static Instant horizon(Response response) {
        return Horizon.of(response, Duration.ofSeconds(1));
    }
}
