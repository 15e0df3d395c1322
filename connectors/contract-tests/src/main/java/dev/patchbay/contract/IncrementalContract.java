package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for a connector that pulls what has changed. */
interface IncrementalContract extends Fixture {

    @Test
    default void pullsWhatCameSinceTheCheckpointAndNothingElse() {
        PullRequest request = changes(4);
        Source source = (Source) connector();
        List<String> first = add(13);
        Pulled pulled = Pulled.all(source, request, this::call);
        pulled.requireExactly(first);

        List<String> second = add(11);
        Pulled more = Pulled.all(source, request.from(checkpoint(pulled)), this::call);

        more.requireExactly(second);
        Pulled.all(source, request.from(checkpoint(more)), this::call).requireExactly(List.of());
    }

    @Test
    default void keepsItsPlaceWhenNothingHasChanged() {
        PullRequest request = changes(4);
        Source source = (Source) connector();
        add(6);
        Pulled pulled = Pulled.all(source, request, this::call);
        Pulled nothing = Pulled.all(source, request.from(checkpoint(pulled)), this::call);

        List<String> later = add(3);

        Pulled.all(source, request.from(checkpoint(nothing)), this::call).requireExactly(later);
    }

    @Test
    default void startsFromACheckpointThatWasTakenOfNothing() {
        PullRequest request = changes(4);
        Source source = (Source) connector();
        Pulled nothing = Pulled.all(source, request, this::call);

        List<String> added = add(9);

        Pulled.all(source, request.from(checkpoint(nothing)), this::call).requireExactly(added);
    }

    @Test
    default void losesAndRepeatsNoChangeThatComesWhileItPages() {
        PullRequest request = changes(5);
        Source source = (Source) connector();
        List<String> first = add(12);
        Pulled pulled = new Pulled();
        Page page = pulled.take(source.pull(request, call()));

        List<String> later = add(7);
        pulled.takeRest(source, request, page, this::call);
        Pulled rest = Pulled.all(source, request.from(checkpoint(pulled)), this::call);

        pulled.takeAll(rest);
        pulled.requireOnce();
        pulled.requireAll(first);
        pulled.requireAll(later);
    }

    private PullRequest changes(int pageSize) {
        assumeTrue(incrementalPull().isPresent(), "not incremental");
        return incrementalPull().orElseThrow().toBuilder()
                .incremental(true)
                .pageSize(pageSize)
                .build();
    }

    private static String checkpoint(Pulled pulled) {
        assertTrue(pulled.checkpoint().isPresent(), "the last page of an incremental pull has no checkpoint");
        return pulled.checkpoint().orElseThrow();
    }
}
