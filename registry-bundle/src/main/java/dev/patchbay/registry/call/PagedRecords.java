package dev.patchbay.registry.call;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.paging.PageTurns;
import java.util.Collections;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** All records of a pull, one page in memory at a time; between pages it holds nothing of the connector. */
final class PagedRecords extends Spliterators.AbstractSpliterator<ConnectorRecord> {
    private final ConnectorHandle handle;
    private final String correlationId;
    private final String principal;
    private final PageTurns turns;
    private PullRequest next;
    private Iterator<ConnectorRecord> page = Collections.emptyIterator();

    /**
     * @param correlationId that of the handle's calls
     * @param principal as well; null if there is none
     */
    PagedRecords(ConnectorHandle handle, PullRequest first, String correlationId, String principal) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.handle = handle;
        this.correlationId = correlationId;
        this.principal = principal;
        this.turns = new PageTurns(handle.id(), first.cursor().orElse(null));
        this.next = first;
    }

    @Override
    public boolean tryAdvance(Consumer<? super ConnectorRecord> action) {
        while (!page.hasNext()) {
            if (next == null) {
                return false;
            }
            turn();
        }
        action.accept(page.next());
        return true;
    }

    private void turn() {
        // An iterator at its end still holds its list, and two pages would be in memory while this one comes.
        page = Collections.emptyIterator();
        Page turned = handle.pull(next);
        page = turned.records().iterator();
        next = turned.more() ? following(turned) : null;
    }

    private PullRequest following(Page turned) {
        try {
            String cursor = turned.cursor().orElseThrow(this::stuck);
            turns.to(cursor);
            return next.from(cursor);
        } catch (ConnectorException failure) {
            throw failure.inCall(handle.id(), correlationId, principal);
        }
    }

    private ConnectorException stuck() {
        return new ConnectorException(
                ErrorCode.CONNECTOR_FAULT,
                "'" + handle.id()
                        + "': the connector says that more pages are there but gives no cursor; report it to the"
                        + " author of connector '" + handle.id().type() + "'");
    }
}
