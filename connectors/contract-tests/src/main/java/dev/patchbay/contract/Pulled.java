package dev.patchbay.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The ids of what came in the pages of a pull. */
final class Pulled {
    private static final int MOST_PAGES = 1_000;

    private final List<String> ids = new ArrayList<>();
    private int largestPage;
    private Page last;

    /** Pulls until the last page. */
    static Pulled all(Source source, PullRequest request, Supplier<ContractCall> calls) {
        Pulled pulled = new Pulled();
        Page first = pulled.take(source.pull(request, calls.get()));
        pulled.takeRest(source, request, first, calls);
        return pulled;
    }

    static List<String> ids(Page page) {
        return page.records().stream()
                .map(each -> each.id().orElseThrow(() -> new AssertionError(each + " has no id")))
                .toList();
    }

    Page take(Page page) {
        ids.addAll(ids(page));
        largestPage = Math.max(largestPage, page.records().size());
        last = page;
        return page;
    }

    void takeRest(Source source, PullRequest request, Page first, Supplier<ContractCall> calls) {
        Page page = first;
        for (int pages = 0; page.more(); pages++) {
            assertTrue(pages < MOST_PAGES, "the pull does not end");
            String cursor = page.cursor().orElseThrow(() -> new AssertionError("there is more, but no cursor"));
            page = take(source.pull(request.from(cursor), calls.get()));
            assertNotEquals(Optional.of(cursor), page.more() ? page.cursor() : Optional.empty(), "the cursor stands");
        }
    }

    void takeAll(Pulled other) {
        ids.addAll(other.ids);
    }

    /** How often a record came. */
    int times(String id) {
        return Collections.frequency(ids, id);
    }

    /** Lets the last page go. */
    void forgetPage() {
        last = null;
    }

    int size() {
        return ids.size();
    }

    int largestPage() {
        return largestPage;
    }

    Optional<String> checkpoint() {
        return last.cursor();
    }

    void requireExactly(Collection<String> expected) {
        requireOnce();
        assertEquals(new TreeSet<>(expected), new TreeSet<>(ids));
    }

    void requireOnce() {
        Set<String> seen = new HashSet<>();
        List<String> repeated = ids.stream().filter(each -> !seen.add(each)).toList();
        assertEquals(List.of(), repeated, "came more than once");
    }

    void requireAll(Collection<String> expected) {
        Set<String> lost = new TreeSet<>(expected);
        ids.forEach(lost::remove);
        assertEquals(Set.of(), lost, "never came");
    }

    void requireNothingBut(Collection<String> expected, Collection<String> allowed) {
        Set<String> unknown = new TreeSet<>(ids);
        unknown.removeAll(expected);
        unknown.removeAll(allowed);
        assertEquals(Set.of(), unknown, "came, but was never added");
    }
}
