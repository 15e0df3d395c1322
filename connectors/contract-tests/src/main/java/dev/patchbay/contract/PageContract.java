package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for pages of any size, and for the cursors that lead from one to the next. */
interface PageContract extends Fixture {

    /** More than most services give at once: what is less than was asked for is not the end. */
    @Test
    default void losesNothingWhenAPageIsAskedForThatIsTooLarge() {
        PullRequest request = pages(fullPull(), 10_000, false);
        List<String> added = add(230);

        Pulled.all(source(), request, this::call).requireExactly(added);
    }

    @Test
    default void turnsPagesOfOneRecord() {
        PullRequest request = pages(fullPull(), 1, false);
        List<String> added = add(4);

        Pulled pulled = Pulled.all(source(), request, this::call);

        pulled.requireExactly(added);
        assertEquals(1, pulled.largestPage(), "records of the largest page");
    }

    @Test
    default void turnsPagesOfOneChange() {
        PullRequest request = pages(incrementalPull(), 1, true);
        List<String> added = add(4);

        Pulled pulled = Pulled.all(source(), request, this::call);

        pulled.requireExactly(added);
        assertEquals(1, pulled.largestPage(), "records of the largest page");
    }

    /** As cursors stand in logs, in files of callers and on the screen. */
    @Test
    default void showsNoCredentialInACursor() {
        add(10);
        for (PullRequest request : pulls(4)) {
            Source source = source();
            Page page = source.pull(request, call());
            while (page.more()) {
                page.cursor().ifPresent(each -> requireSilence(each, settings()));
                page = source.pull(request.from(page.cursor().orElseThrow()), call());
            }
            page.cursor().ifPresent(each -> requireSilence(each, settings()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"foreign", "", "eyJwYWdlIjoyfQ", "-1", "\u0000é"})
    default void refusesAForeignCursor(String foreign) {
        for (PullRequest request : pulls(6)) {
            Source source = source();
            ConnectorException failure = assertThrows(
                    ConnectorException.class,
                    () -> source.pull(request.from(foreign), call()),
                    "took '" + foreign + "'");
            assertEquals(ErrorCode.CURSOR_INVALID, failure.code(), failure::getMessage);
            requireSilence(failure, settings());
        }
    }

    /** The full one, and the incremental one if there is one. */
    private List<PullRequest> pulls(int pageSize) {
        List<PullRequest> pulls = new ArrayList<>();
        pulls.add(pages(fullPull(), pageSize, false));
        if (incrementalPull().isPresent()) {
            pulls.add(pages(incrementalPull(), pageSize, true));
        }
        return pulls;
    }

    private static PullRequest pages(Optional<PullRequest> request, int pageSize, boolean incremental) {
        assumeTrue(request.isPresent(), "no such pull");
        return request.orElseThrow().toBuilder()
                .pageSize(pageSize)
                .incremental(incremental)
                .build();
    }

    private Source source() {
        return (Source) connector();
    }
}
