package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PushResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What services tell of batches that they take in part. */
class RejectionsTest {

    @Test
    void doesNotCountAsTakenWhatIsRefusedWithoutItsPlace() {
        for (String told : List.of("{\"message\":\"no total\"}", "{\"index\":2,\"message\":\"no total\"}")) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> push(200, told));

            assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
            assertTrue(failure.getMessage().contains("(no total)"), failure.getMessage());
        }
    }

    @Test
    void takesAWholeBatchForRefusedWhateverIsToldOfItsRecords() {
        PushResult result = push(422, "{\"message\":\"no total\"}");

        assertEquals(0, result.accepted());
        assertEquals(2, result.rejections().size());
    }

    private static PushResult push(int status, String rejection) {
        try (PlayedService service =
                        new PlayedService(request -> Answer.json(status, "{\"refused\":[" + rejection + "]}"));
                WebhookConnector connector = connector(service.url())) {
            ConnectorRecord order = ConnectorRecord.of("orders", Map.of("total", 1));
            return connector.push(List.of(order, order), ServiceSettings.call());
        }
    }

    private static WebhookConnector connector(String url) {
        ContractContext context = ContractContext.of(
                InstanceId.ofType("webhook"),
                Map.of("url", url, "push.path", "/in", "push.batch.size", 2, "push.rejections", "/refused"),
                Set.of());
        return new WebhookConnector(context, context.config(Settings.class));
    }
}
