package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds when the external system fails, as far as {@link ConnectorContract#fail} can make it. */
interface FaultContract extends Fixture {

    /** What the runtime and its callers know how to deal with, after an answer that is none. */
    Set<ErrorCode> NO_ANSWER = EnumSet.of(
            ErrorCode.UNEXPECTED_RESPONSE,
            ErrorCode.REMOTE_UNAVAILABLE,
            ErrorCode.AUTHENTICATION_FAILED,
            ErrorCode.TIMED_OUT);

    /** A connector that deals with a fault itself may do so; otherwise the same page is asked for again. */
    @ParameterizedTest
    @EnumSource(
            names = {"ANSWER_LOST", "HANG"},
            mode = EnumSource.Mode.EXCLUDE)
    default void losesAndRepeatsNothingWhenAPageFailsMidway(ServiceFault fault) {
        PullRequest request = pull(6);
        List<String> added = add(20);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Page first = pulled.take(source.pull(request, call()));
        PullRequest second = request.from(first.cursor().orElseThrow());

        meet(fault);
        Page page = pulled.take(again(source, second));
        pulled.takeRest(source, request, page, this::call);

        pulled.requireExactly(added);
    }

    /** Also where a page takes several requests, and on the last page. */
    @ParameterizedTest
    @EnumSource(
            names = {"ANSWER_LOST", "HANG"},
            mode = EnumSource.Mode.EXCLUDE)
    default void losesAndRepeatsNothingWhereverAPageFails(ServiceFault fault) {
        PullRequest request = pull(6);
        List<String> added = add(20);
        Source source = (Source) connector();
        for (int unharmed = 1; unharmed < 4; unharmed++) {
            assumeTrue(failAfter(unharmed, fault), "cannot fail so");
            pullAgainWhatFails(source, request).requireExactly(added);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"ANSWER_LOST", "HANG"},
            mode = EnumSource.Mode.EXCLUDE)
    default void losesAndRepeatsNoChangeWhenAPageFailsMidway(ServiceFault fault) {
        assumeTrue(incrementalPull().isPresent(), "not incremental");
        PullRequest request = incrementalPull().orElseThrow().toBuilder()
                .incremental(true)
                .pageSize(6)
                .build();
        List<String> added = add(20);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Page first = pulled.take(source.pull(request, call()));

        meet(fault);
        pulled.takeAll(pullAgainWhatFails(source, request.from(first.cursor().orElseThrow())));

        pulled.requireExactly(added);
    }

    @Test
    default void tellsHowLongALimitLastsAndAsksForNothingMore() {
        PullRequest request = pull(6);
        add(6);
        Source source = (Source) connector();
        source.pull(request, call());
        ContractCall call = call();

        meet(ServiceFault.LIMIT);
        OptionalInt before = received();
        ConnectorException failure = assertThrows(ConnectorException.class, () -> source.pull(request, call));

        assertEquals(ErrorCode.RATE_LIMITED, failure.code(), failure::getMessage);
        Duration wait = failure.retryAfter().orElseThrow(() -> new AssertionError("does not tell how long to wait"));
        assertTrue(wait.toSeconds() >= 25 && wait.toSeconds() <= 31, () -> "was told 30 s, and tells " + wait);
        assertEquals(1, call.requests().size(), () -> "went on asking: " + call.requests());
        requireAnnounced(before, call);
    }

    @Test
    default void writesNothingMoreAtALimit() {
        // Several, for one that writes them one by one.
        List<ConnectorRecord> records = pushable(3);
        assumeFalse(records.isEmpty(), "no sink");
        Sink sink = (Sink) connector();
        sink.health(call());
        ContractCall call = call();

        meet(ServiceFault.LIMIT);
        OptionalInt before = received();
        ConnectorException failure = assertThrows(ConnectorException.class, () -> sink.push(records, call));

        assertEquals(ErrorCode.RATE_LIMITED, failure.code(), failure::getMessage);
        assertTrue(failure.retryAfter().isPresent(), "does not tell how long to wait");
        assertEquals(1, call.requests().size(), () -> "went on asking: " + call.requests());
        requireAnnounced(before, call);
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_IN_PAGE", "HALF_DOCUMENT", "CONNECTION_LOST", "UNAVAILABLE"})
    default void takesNoFailureForAnEmptyPage(ServiceFault fault) {
        PullRequest request = pull(6);
        add(3);
        Source source = (Source) connector();
        source.pull(request, call());

        meet(fault);
        try {
            Page page = source.pull(request, call());
            assertEquals(3, page.records().size(), "records are missing from a page that came in spite of " + fault);
        } catch (ConnectorException failure) {
            assertTrue(NO_ANSWER.contains(failure.code()), () -> failure.code() + ": " + failure.getMessage());
            requireSilence(failure, settings());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SIGN_IN_PAGE", "UNAVAILABLE", "LIMIT"})
    default void isNotHealthyWhenItsExternalSystemIsNot(ServiceFault fault) {
        Connector connector = connector();

        meet(fault);
        Health health = healthOf(connector, call());

        assertFalse(health.status() == Health.Status.UP, "is UP in spite of " + fault);
        assertFalse(health.message().isBlank(), "says nothing");
        requireSilence(health.message(), settings());
    }

    private Pulled pullAgainWhatFails(Source source, PullRequest request) {
        Pulled pulled = new Pulled();
        Page page = pulled.take(again(source, request));
        while (page.more()) {
            page = pulled.take(again(source, request.from(page.cursor().orElseThrow())));
        }
        return pulled;
    }

    private Page again(Source source, PullRequest request) {
        ConnectorException last = null;
        for (int attempt = 0; attempt < 3; attempt++) {
            try {
                return source.pull(request, call());
            } catch (ConnectorException failure) {
                requireSilence(failure, settings());
                last = failure;
            }
        }
        throw last;
    }

    private void meet(ServiceFault fault) {
        assumeTrue(fail(fault), "cannot fail so");
    }

    private PullRequest pull(int pageSize) {
        assumeTrue(fullPull().isPresent(), "no source");
        return fullPull().orElseThrow().toBuilder().pageSize(pageSize).build();
    }
}
