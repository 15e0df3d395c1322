package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.contract.FlawedConnector.Flaw;
import dev.patchbay.spi.ConnectorFactory;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs the contract against connectors that break it in a way that looks sound from afar. */
class FlawsTest {

    /** That of the connector that is tried now; the engine makes the test objects, so it cannot be handed over. */
    private static volatile Flaw flaw = Flaw.NONE;

    /** Not found by the build: it is no top-level class and its name ends otherwise. */
    static class Trial extends NotebookContract {
        @Override
        public ConnectorFactory factory() {
            return context -> new FlawedConnector(notebook(), context, flaw);
        }

        @Override
        public Optional<Invocation> writing() {
            return Optional.of(new Invocation("write", Map.of()));
        }
    }

    @Test
    void findsNoneWhereThereIsNone() {
        assertEquals(Set.of(), TriedContract.failed(TriedContract.run(Trial.class, name -> true)));
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void findsEach(Flaw tried) {
        flaw = tried;
        try {
            assertEquals(
                    Set.of(finder(tried)), TriedContract.failed(TriedContract.run(Trial.class, finder(tried)::equals)));
        } finally {
            flaw = Flaw.NONE;
        }
    }

    private static String finder(Flaw flaw) {
        return switch (flaw) {
            case NONE -> "none";
            case CALLS_HALF_A_BATCH_UNAPPLIED -> "tellsTheTruthOfAPushThatMeetsAFaultMidway";
            case TAKES_ANY_ANSWER_TO_A_PUSH_FOR_SUCCESS -> "tellsTheTruthOfAPushThatMeetsAFault";
            case ACCEPTS_AND_WRITES_NOTHING -> "takesEveryRecordOfABatch";
            case ANNOUNCES_ONE_REQUEST_OF_MANY -> "announcesItsRequests";
            case GOES_ON_UNANNOUNCED_AT_A_LIMIT -> "tellsHowLongALimitLastsAndAsksForNothingMore";
            case PUSHES_AFTER_CLOSE, INVOKES_AFTER_CLOSE, IS_WELL_AFTER_CLOSE -> "refusesCallsAfterItWasClosed";
            case LEAVES_A_THREAD_OF_A_PUSH -> "leavesNothingRunningWhenItIsClosed";
            case LEAVES_A_THREAD_WHEN_IT_IS_REFUSED -> "leavesNothingRunningWhenItsCredentialsAreWrong";
            case SHOWS_ITS_TOKEN_IN_CURSORS -> "showsNoCredentialInACursor";
            case TAKES_A_SHORT_PAGE_FOR_THE_LAST -> "losesNothingWhenAPageIsAskedForThatIsTooLarge";
            case TAKES_ANY_CURSOR_OF_CHANGES -> "refusesAForeignCursor";
            case ENDS_CHANGES_WHEN_A_PAGE_FAILS -> "losesAndRepeatsNoChangeWhenAPageFailsMidway";
            case LEAVES_OUT_WHAT_IT_CANNOT_LOOK_UP -> "losesAndRepeatsNothingWhereverAPageFails";
            case READS_ALL_FOR_EACH_PAGE -> "readsNoMoreForAPageOfManyRecordsThanOfFew";
            case CALLS_WRONG_CREDENTIALS_A_NETWORK_FAILURE -> "saysWhenItsCredentialsAreWrong";
            case IS_WELL_AT_A_LIMIT -> "isNotHealthyWhenItsExternalSystemIsNot";
            case IS_NOT_AS_IDEMPOTENT_AS_IT_SAYS -> "isTheSameTwiceIfItSaysSo";
            case REPEATS_LOST_OPERATIONS -> "repeatsNoOperationWhoseAnswerWasLost";
            case CALLS_A_REFUSED_OPERATION_DONE -> "tellsTheTruthOfAnOperationThatMeetsAFault";
        };
    }
}
