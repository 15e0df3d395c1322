package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

/** A connector holds a page at most, however much is pulled through it. */
interface MemoryContract extends Fixture {

    @Test
    default void keepsNoPageThatWasTurned() {
        assumeTrue(fullPull().isPresent(), "no source");
        PullRequest request = fullPull().orElseThrow().toBuilder().pageSize(10).build();
        add(40);
        Source source = (Source) connector();
        Pulled pulled = new Pulled();
        Page first = source.pull(request, call());
        WeakReference<ConnectorRecord> record =
                new WeakReference<>(first.records().get(0));
        PullRequest second = request.from(first.cursor().orElseThrow());
        first = null;

        pulled.takeRest(source, request, pulled.take(source.pull(second, call())), this::call);

        assertTrue(isGone(record), "a record of the first page is still in memory after the last");
    }

    /** As the garbage collector is asked, not ordered, a few times; what it takes is gone for good. */
    private static boolean isGone(WeakReference<?> reference) {
        for (int tries = 0; tries < 50 && reference.get() != null; tries++) {
            System.gc();
        }
        return reference.get() == null;
    }
}
