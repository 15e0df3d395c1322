package dev.patchbay.connector.github;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.paging.Fetched;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Releases come newest first, so that one that is published while pages are turned moves all others back. A cursor bears
 * the last release that was seen: a page begins behind it.
 */
final class Releases {
    private static final Pattern CURSOR = Pattern.compile("releases:(\\d{1,18}):(.+)");

    private final Lists lists;

    Releases(Lists lists) {
        this.lists = lists;
    }

    Page page(PullRequest pull, CallContext call) {
        Optional<Matcher> cursor = pull.cursor().map(each -> {
            Matcher parts = CURSOR.matcher(each);
            if (!parts.matches()) {
                throw Lists.foreignCursor();
            }
            return parts;
        });
        Fetched fetched =
                lists.fetch(lists.request(RecordKind.RELEASES, pull), cursor.map(each -> each.group(2)), pull, call);
        List<ConnectorRecord> all = Lists.records(RecordKind.RELEASES, fetched.items());
        List<ConnectorRecord> unseen =
                cursor.map(each -> behind(each.group(1), all)).orElse(all);
        Optional<String> last =
                all.isEmpty() ? Optional.empty() : all.get(all.size() - 1).id();
        return fetched.next().isPresent() && last.isPresent()
                ? Page.of(
                        unseen, "releases:" + last.get() + ":" + fetched.next().get())
                : Page.last(unseen);
    }

    private static List<ConnectorRecord> behind(String id, List<ConnectorRecord> records) {
        for (int place = records.size() - 1; place >= 0; place--) {
            if (records.get(place).id().filter(id::equals).isPresent()) {
                return records.subList(place + 1, records.size());
            }
        }
        return records;
    }
}
