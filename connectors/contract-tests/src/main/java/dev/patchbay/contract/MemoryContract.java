package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connector holds a page at most, however much is pulled through it. */
interface MemoryContract extends Fixture {

    @Test
    default void keepsNoPageThatWasTurned() {
        PullRequest request = pull(10);
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

    /** Whatever it would keep of pages, records, documents or copies of them: the memory that is in use tells. */
    @Test
    default void takesNoMoreMemoryAfterManyLargePagesThanAfterAFew() {
        PullRequest request = pull(10);
        int characters = 20_000;
        List<String> added = addLarge(400, characters);
        assumeTrue(!added.isEmpty(), "no large records");
        Source source = (Source) connector();
        int few = 4;
        Pulled pulled = new Pulled();
        PullRequest next = request;
        for (int page = 0; page < few; page++) {
            next = request.from(pulled.take(source.pull(next, call())).cursor().orElseThrow());
        }
        pulled.forgetPage();
        long before = used();

        pulled.takeRest(source, request, pulled.take(source.pull(next, call())), this::call);
        pulled.requireExactly(added);
        pulled.forgetPage();
        long more = used() - before;

        long turned = (added.size() - few * 10L) * characters;
        // Half of it, as random letters cannot be pressed into less, and what runs here beside has its own ups and
        // downs.
        assertTrue(
                more < turned / 2,
                () -> "keeps " + more + " bytes more after pages of " + turned + " characters were turned");
        assertTrue(source.health(call()) != null, "it is in use until here");
    }

    /** What is read only to be left out is not kept, but has to fit into memory all the same. */
    @Test
    default void readsNoMoreForAPageOfManyRecordsThanOfFew() {
        PullRequest request = pull(10);
        int characters = 20_000;
        int more = 180;
        assumeTrue(AllocatedBytes.areTold(), "this JVM does not tell what is asked for of memory");
        assumeTrue(givesPages(), "gives all at once");
        assumeTrue(!addLarge(20, characters).isEmpty(), "no large records");
        Source source = (Source) connector();
        // What is loaded and made once.
        source.pull(request, call());
        long few = allocatedForAPage(source, request);

        addLarge(more, characters);
        long many = allocatedForAPage(source, request);

        assertTrue(
                many - few < (long) more * characters / 2,
                () -> "a page of 10 took " + few + " bytes while there were 20 records, and " + many + " with " + more
                        + " more");
    }

    private long allocatedForAPage(Source source, PullRequest request) {
        AllocatedBytes allocated = AllocatedBytes.sinceNow(this::isShared);
        source.pull(request, call());
        return allocated.count();
    }

    private PullRequest pull(int pageSize) {
        assumeTrue(fullPull().isPresent(), "no source");
        return fullPull().orElseThrow().toBuilder().pageSize(pageSize).build();
    }

    /** The least of a few looks, each after the garbage collector was asked. */
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int look = 0; look < 4; look++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** As the garbage collector is asked, not ordered, a few times; what it takes is gone for good. */
    private static boolean isGone(WeakReference<?> reference) {
        for (int tries = 0; tries < 50 && reference.get() != null; tries++) {
            System.gc();
        }
        return reference.get() == null;
    }
}
