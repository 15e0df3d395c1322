package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What holds when a record leaves the place that it had, as far as {@link ConnectorContract#remove} and
 * {@link ConnectorContract#change} can make it: what stood behind it moves up, over the edge of a page that was turned.
 */
interface LeavingContract extends Fixture {

    @Test
    default void losesNothingElseWhenARecordIsRemovedWhileItPages() {
        PullRequest request = pages(fullPull(), 6, false);
        List<String> added = add(20);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Page first = pulled.take(source.pull(request, call()));

        assumeTrue(remove(Pulled.ids(first).get(0)), "none can be removed");
        pulled.takeRest(source, request, first, this::call);

        pulled.requireOnce();
        pulled.requireAll(added);
    }

    @Test
    default void losesNoOtherChangeWhenARecordIsRemovedWhileItPages() {
        PullRequest request = pages(incrementalPull(), 4, true);
        List<String> added = add(13);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Page first = pulled.take(source.pull(request, call()));

        assumeTrue(remove(Pulled.ids(first).get(0)), "none can be removed");
        pulled.takeRest(source, request, first, this::call);
        takeChangesSince(pulled, source, request);

        pulled.requireAll(added);
    }

    /** All have one time of change, and one of each page has another one before the next page is turned. */
    @Test
    default void losesNoOtherChangeWhenRecordsChangeAgainWhileItPages() {
        PullRequest request = pages(incrementalPull(), 4, true);
        List<String> added = add(18);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Set<String> changed = new LinkedHashSet<>();
        Page page = pulled.take(source.pull(request, call()));
        while (page.more() && changed.size() < 4) {
            String next = Pulled.ids(page).stream()
                    .filter(each -> !changed.contains(each))
                    .findFirst()
                    .orElse(added.get(0));
            assumeTrue(change(next), "none can be changed");
            changed.add(next);
            page = pulled.take(source.pull(request.from(page.cursor().orElseThrow()), call()));
        }
        pulled.takeRest(source, request, page, this::call);
        takeChangesSince(pulled, source, request);

        pulled.requireAll(added);
        changed.forEach(
                each -> assertTrue(pulled.times(each) > 1, () -> each + " changed again, and never came again"));
    }

    private void takeChangesSince(Pulled pulled, Source source, PullRequest request) {
        pulled.takeAll(Pulled.all(source, request.from(pulled.checkpoint().orElseThrow()), this::call));
    }

    private static PullRequest pages(Optional<PullRequest> request, int pageSize, boolean incremental) {
        assumeTrue(request.isPresent(), "no such pull");
        return request.orElseThrow().toBuilder()
                .pageSize(pageSize)
                .incremental(incremental)
                .build();
    }
}
