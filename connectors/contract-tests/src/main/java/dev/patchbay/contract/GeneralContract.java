package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What holds whatever a connector can do. */
interface GeneralContract extends Fixture {

    @Test
    default void startsNothingWhenItIsMade() {
        RunningThreads before = RunningThreads.now();

        try (Connector unused = factory().create(ContractContext.of(id(), settings(), secretKeys()))) {
            assertNotNull(unused, "the factory returned null");
            assertEquals(List.of(), before.started(this::isShared), "threads run before anything is asked");
        }
    }

    @Test
    default void isHealthyWhenItsExternalSystemIs() {
        ContractCall call = call();
        Health health = connector().health(call);

        assertEquals(Health.Status.UP, health.status(), health::message);
        requireSilence(health.message(), settings());
    }

    @Test
    default void tellsItsHealthWithinTheDeadline() {
        Connector connector = connector();

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> connector.health(ContractCall.of(id(), Duration.ofSeconds(4))));
    }

    @Test
    default void saysWhenItsCredentialsAreWrong() {
        Map<String, Object> wrong = wrongCredentials();
        Connector connector = factory().create(ContractContext.of(id(), wrong, secretKeys()));
        try (connector) {
            Health health = healthOf(connector, call());

            assertFalse(health.usable(), "is healthy with wrong credentials");
            assertFalse(health.message().isBlank(), "says nothing");
            assertEquals(
                    Optional.of(FailureCause.AUTHENTICATION),
                    health.cause(),
                    () -> "make it of the failure by Health.down(exception), which knows; it says: "
                            + health.message());
            requireSilence(health.message(), wrong);
        }
    }

    @Test
    default void stopsAtOnceWhenItsCredentialsAreWrong() {
        Map<String, Object> wrong = wrongCredentials();
        ContractCall call = call();
        OptionalInt before = received();
        Connector connector = factory().create(ContractContext.of(id(), wrong, secretKeys()));
        try (connector) {
            ConnectorException failure = assertThrows(ConnectorException.class, () -> {
                connector.connect(call);
                useIt(connector, call);
            });

            assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code(), failure::getMessage);
            assertTrue(call.requests().size() <= 2, () -> "went on asking: " + call.requests());
            requireAnnounced(before, call);
            requireSilence(failure, wrong);
        }
    }

    @Test
    default void showsNoCredentialAsText() {
        Connector connector = connector();

        requireSilence(connector.toString(), settings());
        requireSilence(factory().toString(), settings());
    }

    @Test
    default void makesNoRequestAfterTheDeadline() {
        ContractCall late = ContractCall.of(id(), Duration.ofSeconds(-1));
        Connector connector = connector();

        ConnectorException failure = assertThrows(ConnectorException.class, () -> useIt(connector, late));

        assertEquals(ErrorCode.TIMED_OUT, failure.code(), failure::getMessage);
        assertEquals(List.of(), late.requests());
    }

    @Test
    default void announcesItsRequests() {
        ContractCall call = call();
        Connector connector = connector();
        OptionalInt before = received();

        useIt(connector, call);

        requireAnnounced(before, call);
        assertFalse(call.requests().isEmpty(), "no request was announced by CallContext.request");
        call.requests().forEach(each -> requireSilence(each, settings()));
    }

    private Map<String, Object> wrongCredentials() {
        assumeTrue(settingsWithWrongCredentials().isPresent(), "no credentials");
        return settingsWithWrongCredentials().orElseThrow();
    }

    /** A call of whatever kind the connector can serve that needs its external system. */
    private void useIt(Connector connector, ContractCall call) {
        if (connector instanceof Source source && fullPull().isPresent()) {
            source.pull(fullPull().get(), call);
        } else if (connector instanceof Sink sink && !pushable(1).isEmpty()) {
            sink.push(pushable(1), call);
        } else {
            assumeTrue(false, "neither fullPull() nor pushable() tells a call that can be made");
        }
    }
}
