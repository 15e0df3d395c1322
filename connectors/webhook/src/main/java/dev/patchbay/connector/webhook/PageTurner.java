package dev.patchbay.connector.webhook;

import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.http.Request;
import dev.patchbay.toolkit.http.Response;
import dev.patchbay.toolkit.paging.Counted;
import dev.patchbay.toolkit.paging.Fetched;
import dev.patchbay.toolkit.paging.NextCursor;
import dev.patchbay.toolkit.paging.Paging;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the pages of a list as the settings say. A page of the service that is larger than a caller wants is given in
 * parts, for each of which it is asked for again, as nothing is kept between pages.
 */
final class PageTurner {

    /** What one request has brought, and where to go on. */
    record Turn(Response response, List<Map<String, Object>> items, Optional<Place> next) {}

    private final Settings settings;
    private final String items;
    private final Optional<Paging> paging;

    PageTurner(Settings settings) {
        this.settings = settings;
        this.items = settings.items().strip();
        this.paging = paging(settings);
    }

    /** Which way this is: a cursor of one is nothing to another. */
    String way() {
        return settings.paging();
    }

    Place first(PullRequest pull) {
        return Place.first(
                settings.paging_size().isBlank()
                        ? pull.pageSize()
                        : Math.min(pull.pageSize(), settings.paging_size_max()));
    }

    Turn turn(Request request, Place place, int atMost, CallContext call) {
        if (paging.isEmpty()) {
            Response response = request.send(call);
            return part(response, response.objects(items), place, atMost, Optional.empty());
        }
        Fetched fetched = paging.get().fetch(request, items, place.cursor(), place.size(), call);
        return part(fetched.response(), fetched.items(), place, atMost, fetched.next());
    }

    private static Turn part(
            Response response, List<Map<String, Object>> all, Place place, int atMost, Optional<String> further) {
        int from = Math.min(place.skip(), all.size());
        int to = from + Math.min(all.size() - from, atMost);
        Optional<Place> next = to < all.size()
                ? Optional.of(new Place(place.size(), to, place.next()))
                : further.map(each -> new Place(place.size(), 0, each));
        return new Turn(response, all.subList(from, to), next);
    }

    private static Optional<Paging> paging(Settings settings) {
        String pointer = settings.paging_next().strip();
        String parameter = settings.paging_parameter().strip();
        String size = settings.paging_size().strip();
        String more = settings.paging_more().strip();
        return switch (settings.paging()) {
            case "cursor" -> {
                NextCursor cursor = Paging.cursor(pointer, parameter, size);
                yield Optional.of(more.isEmpty() ? cursor : cursor.more(more));
            }
            case "next-url" -> Optional.of(Paging.nextUrl(pointer, size));
            case "link" -> Optional.of(Paging.link(size));
            case "offset" -> {
                Counted offset = Paging.offset(parameter, size).more(more);
                String total = settings.paging_total().strip();
                yield Optional.of(total.isEmpty() ? offset : offset.total(total));
            }
            case "page" ->
                Optional.of(
                        Paging.page(parameter, size, settings.paging_first()).more(more));
            default -> Optional.empty();
        };
    }
}
