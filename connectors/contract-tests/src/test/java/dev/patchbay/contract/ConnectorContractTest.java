package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.NotebookConnector.Fault;
import dev.patchbay.spi.ConnectorFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.testkit.engine.Events;

/** Runs the contract against a connector that keeps it, and against one for each way to break it. */
class ConnectorContractTest {

    /** The faults of the connector that is tried now; the engine makes the test objects, so it cannot be handed over. */
    private static volatile Set<Fault> faults = Set.of();

    /** Not found by the build: it is no top-level class and its name ends otherwise. */
    static class Trial extends NotebookContract {
        @Override
        public ConnectorFactory factory() {
            return context -> new NotebookConnector(notebook(), context, faults);
        }
    }

    @Test
    void findsNoFaultInASoundConnector() {
        Events tests = TriedContract.run(Trial.class, name -> true);

        assertEquals(Set.of(), TriedContract.failed(tests));
        assertTrue(tests.succeeded().count() >= 90, () -> tests.succeeded().count() + " tests ran");
    }

    @ParameterizedTest
    @EnumSource
    void findsEachFault(Fault fault) {
        faults = Set.of(fault);
        try {
            assertEquals(
                    finders(fault), TriedContract.failed(TriedContract.run(Trial.class, finders(fault)::contains)));
        } finally {
            faults = Set.of();
        }
    }

    private static Set<String> finders(Fault fault) {
        return switch (fault) {
            case STARTS_A_THREAD_WHEN_IT_IS_MADE -> Set.of("startsNothingWhenItIsMade");
            case LEAVES_A_THREAD -> Set.of("leavesNothingRunningWhenItIsClosed");
            case SHOWS_ITS_TOKEN -> Set.of("saysWhenItsCredentialsAreWrong");
            case IGNORES_WRONG_CREDENTIALS, RETRIES_WRONG_CREDENTIALS ->
                Set.of("stopsAtOnceWhenItsCredentialsAreWrong");
            case SERVES_AFTER_IT_WAS_CLOSED -> Set.of("refusesCallsAfterItWasClosed");
            case PAGES_BY_NUMBER ->
                Set.of(
                        "losesAndRepeatsNothingWhenRecordsComeWhileItPages",
                        "losesNothingElseWhenARecordIsRemovedWhileItPages");
            case LOSES_EQUAL_CHANGES, REPEATS_EQUAL_CHANGES, FORGETS_ITS_CHECKPOINT ->
                Set.of("pullsWhatCameSinceTheCheckpointAndNothingElse");
            case TAKES_ANY_CURSOR -> Set.of("refusesAForeignCursor");
            case TAKES_ANY_RECORD_TYPE -> Set.of("refusesAnUnknownRecordType");
            case REMEMBERS_THE_PAGE -> Set.of("givesThePageOfACursorAgain");
            case ANNOUNCES_NOTHING -> Set.of("announcesItsRequests");
            case SWALLOWS_THE_DEADLINE -> Set.of("makesNoRequestAfterTheDeadline");
            case IS_NEVER_WELL -> Set.of("isHealthyWhenItsExternalSystemIs");
            case ASKS_FOR_AN_EMPTY_BATCH -> Set.of("takesAnEmptyBatchWithoutARequest");
            case TAKES_ANY_OPERATION -> Set.of("refusesAnUnknownOperation");
            case IS_NOT_THREAD_SAFE -> Set.of("servesTwentyThreadsAtOnce", "takesPushesOfTwentyThreadsAtOnce");
            case GOES_ON_AFTER_A_LIMIT ->
                Set.of("tellsHowLongALimitLastsAndAsksForNothingMore", "writesNothingMoreAtALimit");
            case TAKES_ANY_PAGE_FOR_NOTHING -> Set.of("takesNoFailureForAnEmptyPage");
            case MOVES_ON_WHEN_A_PAGE_FAILS -> Set.of("losesAndRepeatsNothingWhenAPageFailsMidway");
            case IS_WELL_WHATEVER_COMES -> Set.of("isNotHealthyWhenItsExternalSystemIsNot");
            case REPEATS_LOST_WRITES, CALLS_LOST_WRITES_UNAPPLIED -> Set.of("repeatsNoWriteWhoseAnswerWasLost");
            case KEEPS_ITS_PAGES -> Set.of("keepsNoPageThatWasTurned");
            case KEEPS_WHAT_IT_READ -> Set.of("takesNoMoreMemoryAfterManyLargePagesThanAfterAFew");
            case ENCODES_ITS_TOKEN -> Set.of("saysWhenItsCredentialsAreWrong");
            case SHOWS_ITS_TOKEN_AS_TEXT -> Set.of("showsNoCredentialAsText");
            case COUNTS_CHANGES ->
                Set.of(
                        "losesNoOtherChangeWhenRecordsChangeAgainWhileItPages",
                        "losesNoOtherChangeWhenARecordIsRemovedWhileItPages");
            case IGNORES_ITS_DEADLINE -> Set.of("endsAPullByItsDeadlineAndLosesNothingByIt");
            case CALLS_SILENCE_UNAVAILABLE -> Set.of("tellsByTheDeadlineOfACheckThatNoAnswerComes");
            case CALLS_A_HANGING_PUSH_UNAPPLIED -> Set.of("endsAPushByItsDeadlineAndDoesNotCallItUnappliedIfItWas");
        };
    }
}
