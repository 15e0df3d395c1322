package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many frameworks call whatever they answer HTML, if nobody tells them otherwise. */
class PlainAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "1 < 2", "{\"id\":\"o-1\"}"})
    void takesAWordForAnAnswerWhateverItIsCalled(String body) {
        assertEquals(1, with(Answer.html(200, body), PlainAnswersTest::push));
        assertEquals(
                Health.Status.UP,
                with(Answer.html(200, body), PlainAnswersTest::health).status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><title>Sign in</title>",
                "  <html>",
                "\uFEFF<html>",
                "<!-- x --><form>",
                "<p>Hello"
            })
    void takesNoPageForAnAnswer(String page) {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> with(Answer.html(200, page), PlainAnswersTest::push));

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
        assertEquals(
                FailureCause.SCHEMA,
                with(Answer.html(200, page), PlainAnswersTest::health).cause().orElseThrow());
    }

    private static int push(WebhookConnector connector) {
        ConnectorRecord order = ConnectorRecord.of("orders", Map.of("total", 1));
        return connector.push(List.of(order), ServiceSettings.call()).accepted();
    }

    private static Health health(WebhookConnector connector) {
        return connector.health(ServiceSettings.call());
    }

    private static <T> T with(Answer answer, Function<WebhookConnector, T> work) {
        ContractContext context;
        try (PlayedService service = new PlayedService(request -> answer)) {
            context = ContractContext.of(
                    InstanceId.ofType("webhook"),
                    Map.of("url", service.url(), "push.path", "/in", "health.path", "/status"),
                    Set.of());
            try (WebhookConnector connector = new WebhookConnector(context, context.config(Settings.class))) {
                return work.apply(connector);
            }
        }
    }
}
