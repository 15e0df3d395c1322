package dev.patchbay.connector.webhook;

import static dev.patchbay.connector.webhook.ServiceSettings.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthCheckTest {
    private final FakeService service = new FakeService();

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void isUpWhenThePathAnswers(String method) {
        Health health = health("health.path", "/status", "health.method", method);

        assertEquals(Health.Status.UP, health.status(), health::message);
        assertEquals(method, service.last().method());
    }

    @Test
    void asksForTheFirstListIfNoPathIsSet() {
        assertEquals(Health.Status.UP, health().status());
        assertEquals("/plain/orders?size=1", service.last().target());
    }

    @Test
    void saysThatTheFirstListIsNone() {
        requireDown(FailureCause.SCHEMA, health("records", new String[] {"orders:/status"}));
    }

    @Test
    void isUpWhereOnlyPostsAreTaken() {
        Health health = health("health.path", "/hooks/in");

        assertEquals(Health.Status.UP, health.status());
        assertTrue(health.message().contains("'health.path'"), health::message);
    }

    @Test
    void tellsBadCredentials() {
        requireDown(FailureCause.AUTHENTICATION, health("token", "wrong0815token"));
    }

    @Test
    void tellsAWrongUrl() {
        Health health = health("url", service.url() + "/v9");

        requireDown(FailureCause.SETTINGS, health);
        assertTrue(health.message().contains("'url'"), health::message);
    }

    @Test
    void tellsALimit() {
        service.fail(ServiceFault.LIMIT);
        requireDown(FailureCause.QUOTA, health("health.path", "/status"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void tellsASignInPage(String method) {
        service.fail(ServiceFault.SIGN_IN_PAGE);
        requireDown(FailureCause.SCHEMA, health("health.path", "/status", "health.method", method));
    }

    @Test
    void tellsThatNobodyIsThere() {
        service.close();
        requireDown(FailureCause.REFUSED, health());
    }

    private static void requireDown(FailureCause cause, Health health) {
        assertEquals(Health.Status.DOWN, health.status());
        assertEquals(cause, health.cause().orElseThrow(), health::message);
    }

    private Health health(Object... more) {
        try (WebhookConnector connector = ServiceSettings.connector(ServiceSettings.of(service, "plain", more))) {
            return connector.health(call());
        } catch (ConnectorException failure) {
            return Health.down(failure);
        }
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
