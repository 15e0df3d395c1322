package dev.patchbay.registry.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.CallOptions;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.lifecycle.RegistryFixture;
import dev.patchbay.registry.resilience.ManualTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

/** Where it is told who made a call. */
class PrincipalTest {
    private static final PullRequest ANY = PullRequest.of("things");
    private static final CallOptions ALICE =
            CallOptions.none().principal("alice").correlationId("c-1");

    @TempDir
    Path folder;

    private final ManualTime time = new ManualTime();
    private final ScriptedConnector connector = new ScriptedConnector();
    private final List<Map<String, String>> headers = new ArrayList<>();
    private RegistryFixture registry;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(folder, time);
        registry.install("erp", "1.0.0", context -> connector);
        registry.define("erp", "url", "http://one");
        connector.step = call -> headers.add(call.headers());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void everyResultKnowsWhoMadeItsCall() {
        ConnectorHandle handle = handle(ALICE);

        assertEquals(Optional.of("alice"), handle.pull(ANY).principal());
        assertEquals(
                Optional.of("alice"),
                handle.push(List.of(ConnectorRecord.builder("things").build())).principal());
        assertEquals(Optional.of("alice"), handle.invoke("set", Map.of()).principal());
        assertEquals(Optional.empty(), registry.handle("erp").pull(ANY).principal());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFailureKnowsWhoMadeItsCallAndDoesNotSayIt(boolean isolated) {
        connector.step = call -> {
            throw new IllegalStateException("broken");
        };

        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> handle(isolated ? ALICE.isolated() : ALICE).pull(ANY));

        assertEquals(Optional.of("alice"), failure.principal());
        assertEquals(Optional.of("c-1"), failure.correlationId());
        assertFalse(failure.getMessage().contains("alice"), failure.getMessage());
    }

    @Test
    void aRefusalKnowsItToo() {
        registry.define("erp", "url", "http://one", "enabled", "false");

        ConnectorException refusal =
                assertThrows(ConnectorException.class, () -> handle(ALICE).pull(ANY));

        assertEquals(ErrorCode.CONNECTOR_DISABLED, refusal.code());
        assertEquals(Optional.of("alice"), refusal.principal());
    }

    @Test
    void nobodyOutsideIsToldUnlessAHeaderIsNamed() {
        handle(ALICE).pull(ANY);

        assertEquals(
                java.util.Set.of("X-Correlation-ID", "traceparent"),
                headers.get(0).keySet());
        assertEquals("c-1", headers.get(0).get("X-Correlation-ID"));
    }

    @Test
    void aHeaderThatIsNamedTellsItInEveryAttemptFromThenOn() {
        handle(ALICE).pull(ANY);
        registry.define("erp", "url", "http://one", "principal.header", "X-Acting-User");
        connector.step = call -> {
            headers.add(call.headers());
            if (call.attempt() == 1) {
                throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "it is down");
            }
        };

        handle(ALICE).pull(ANY);

        assertEquals(3, headers.size());
        assertFalse(headers.get(0).containsKey("X-Acting-User"));
        assertEquals("alice", headers.get(1).get("X-Acting-User"));
        assertEquals("alice", headers.get(2).get("X-Acting-User"));
    }

    @Test
    void aCallOfNobodyHasNoSuchHeader() {
        registry.define("erp", "url", "http://one", "principal.header", "X-Acting-User");

        registry.handle("erp").pull(ANY);

        assertFalse(headers.get(0).containsKey("X-Acting-User"));
    }

    @ParameterizedTest
    @CsvSource({
        "jane+test@example.com, jane+test@example.com",
        "Jäne Doe, J%C3%A4ne%20Doe",
        "50%, 50%25",
        "'  ends ', %20%20ends%20",
        "日本, %E6%97%A5%E6%9C%AC",
        "\uD83D\uDE00, %F0%9F%98%80",
    })
    void whatAHeaderCannotHoldIsWrittenAsInAUrl(String principal, String value) {
        registry.define("erp", "url", "http://one", "principal.header", "X-Acting-User");

        handle(CallOptions.none().principal(principal)).pull(ANY);

        assertEquals(value, headers.get(0).get("X-Acting-User"));
        assertTrue(value.chars().allMatch(each -> each > ' ' && each <= '~'));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCallOfNobodyFromInsideAnotherIsLoggedAsOfNobody(boolean isolated) {
        CallOptions nobody = isolated ? CallOptions.none().isolated() : CallOptions.none();
        List<String> logged = new ArrayList<>();
        connector.step = outer -> {
            connector.step = inner -> logged.add(MDC.get("principal"));
            handle(nobody).pull(ANY);
            logged.add(MDC.get("principal"));
        };

        handle(ALICE).pull(ANY);

        assertEquals(Arrays.asList(null, "alice"), logged);
    }

    private ConnectorHandle handle(CallOptions options) {
        return registry.handle("erp").with(options);
    }
}
