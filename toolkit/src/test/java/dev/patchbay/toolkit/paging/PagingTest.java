package dev.patchbay.toolkit.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Json;
import dev.patchbay.toolkit.http.Authentication;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Server;
import dev.patchbay.toolkit.http.TestCall;
import dev.patchbay.toolkit.http.TestContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagingTest {
    private static final int RECORDS = 7;
    private static final String KEY = "hush-hush";

    /** Where the next page is said to be, if not where it is. */
    private volatile String elsewhere;

    /** The service gives at most three at once, whatever is asked. */
    private final Server server = Server.start((request, reply) -> {
        int from = parameter(request.target(), "offset")
                .or(() -> parameter(request.target(), "cursor"))
                .or(() -> parameter(request.target(), "page").map(each -> (each - 1) * 3))
                .orElse(0);
        List<Object> items = new ArrayList<>();
        IntStream.range(from, Math.min(from + 3, RECORDS)).forEach(each -> items.add(Map.of("id", each)));
        int next = from + 3;
        String place = "/items?offset=" + next + "&key=" + KEY;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("items", items);
        body.put("total", RECORDS);
        body.put("more", next < RECORDS);
        body.put("cursor", next < RECORDS ? String.valueOf(next) : "");
        if (next < RECORDS) {
            body.put("next", elsewhere == null ? place : elsewhere);
            reply.header("Link", "</items?offset=0>; rel=first, <" + place + ">; rel=\"next\"; title=\"a, b\"");
        }
        reply.json(200, Json.write(body));
    });

    private final HttpService service = HttpService.builder(TestContext.empty(), server.url())
            .authentication(Authentication.query("key", () -> Secret.of(KEY)))
            .build();

    @AfterEach
    void close() {
        service.close();
        server.close();
    }

    @Test
    void givesEachRecordOnceByEveryStrategy() {
        for (Paging each : List.of(
                Paging.link("limit"),
                Paging.nextUrl("/next", "limit"),
                Paging.cursor("/cursor", "cursor", "limit"),
                Paging.cursor("/cursor", "cursor", "").more("/more"),
                Paging.offset("offset", "limit"),
                Paging.offset("offset", "").total("/total"),
                Paging.page("page", "limit", 1),
                Paging.page("page", "limit", 1).more("/more"))) {
            assertEquals(IntStream.range(0, RECORDS).mapToObj(String::valueOf).toList(), pulled(each), each.toString());
        }
    }

    @Test
    void asksNoFurtherThanTheServiceSaysThatThereIsMore() {
        pulled(Paging.offset("offset", "limit").total("/total"));
        assertEquals(3, server.seen().size());

        pulled(Paging.page("page", "limit", 1).more("/more"));
        assertEquals(6, server.seen().size());
    }

    @Test
    void asksForAsManyAsAreWanted() {
        Paging.link("limit").fetch(service.get("/items"), "/items", Optional.empty(), 42, TestCall.start());

        assertEquals("/items?limit=42&key=" + KEY, server.last().target());
    }

    @Test
    void keepsNoCredentialInACursor() {
        String cursor = Paging.link("")
                .fetch(service.get("/items"), "/items", Optional.empty(), 3, TestCall.start())
                .next()
                .orElseThrow();

        assertEquals("/items?offset=3", cursor);
        Paging.link("").fetch(service.get("/items"), "/items", Optional.of(cursor), 3, TestCall.start());
        assertEquals("/items?offset=3&key=" + KEY, server.last().target());
    }

    @Test
    void goesToNoOtherServiceForTheNextPage() {
        for (String each :
                List.of("http://localhost:1/items?offset=3", "https://127.0.0.1/items", "http://evil/items")) {
            elsewhere = each;
            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure(Paging.nextUrl("/next", ""), Optional.empty()), each);
        }
    }

    @Test
    void goesToAServiceThatIsTrusted() {
        try (Server other = Server.start((request, reply) -> reply.json(200, "{\"items\":[{\"id\":3}]}"));
                HttpService trusting = HttpService.builder(TestContext.empty(), server.url())
                        .authentication(Authentication.bearer(() -> Secret.of("token-1")))
                        .trust(other.url())
                        .build()) {
            elsewhere = other.url() + "/items?offset=3";
            Paging paging = Paging.nextUrl("/next", "");
            Fetched first = paging.fetch(trusting.get("/items"), "/items", Optional.empty(), 3, TestCall.start());
            paging.fetch(trusting.get("/items"), "/items", first.next(), 3, TestCall.start());

            assertEquals("Bearer token-1", other.last().header("Authorization"));
        }
    }

    @Test
    void opensNoOtherDoorForACursorThatSomebodyHasMade() {
        for (String each : List.of(
                "/admin",
                "/items/../admin",
                "/items/%2e%2e/admin",
                "//127.0.0.1/items",
                "/list/../admin",
                "http://127.0.0.1:1/items",
                "none")) {
            assertEquals(ErrorCode.CURSOR_INVALID, failure(Paging.link("").within("/list/"), Optional.of(each)), each);
        }
        assertEquals(ErrorCode.CURSOR_INVALID, failure(Paging.offset("offset", ""), Optional.of("-1")));
        assertEquals(List.of(), server.seen());
    }

    @Test
    void goesOnUnderAPathThatWasNamed() {
        elsewhere = "/list/77?offset=3";

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure(Paging.nextUrl("/next", ""), Optional.empty()));
        assertEquals(
                Optional.of("/list/77?offset=3"),
                Paging.nextUrl("/next", "")
                        .within("/list/")
                        .fetch(service.get("/items"), "/items", Optional.empty(), 3, TestCall.start())
                        .next());
    }

    @Test
    void takesAnAnswerWithoutAListForNoEmptyOne() {
        try (Server other = Server.start((request, reply) -> reply.json(200, "{\"errors\":[]}"));
                HttpService odd =
                        HttpService.builder(TestContext.empty(), other.url()).build()) {
            for (Paging each : List.of(Paging.link(""), Paging.offset("o", ""), Paging.cursor("/c", "c", ""))) {
                ConnectorException failure = assertThrows(
                        ConnectorException.class,
                        () -> each.fetch(odd.get("/items"), "/items", Optional.empty(), 3, TestCall.start()));
                assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            }
        }
    }

    @Test
    void endsAListWhoseNextPageIsItself() {
        elsewhere = "/items?offset=3";

        assertEquals(
                ErrorCode.UNEXPECTED_RESPONSE, failure(Paging.nextUrl("/next", ""), Optional.of("/items?offset=3")));
    }

    private List<String> pulled(Paging paging) {
        List<String> ids = new ArrayList<>();
        Page page;
        Optional<String> cursor = Optional.empty();
        do {
            page = paging.fetch(service.get("/items"), "/items", cursor, 5, TestCall.start())
                    .toPage(PagingTest::record);
            page.records().forEach(each -> ids.add(each.id().orElseThrow()));
            cursor = page.cursor();
            assertFalse(cursor.orElse("").contains(KEY));
        } while (page.more());
        return ids;
    }

    private ErrorCode failure(Paging paging, Optional<String> cursor) {
        return assertThrows(
                        ConnectorException.class,
                        () -> paging.fetch(service.get("/items"), "/items", cursor, 3, TestCall.start()))
                .code();
    }

    private static ConnectorRecord record(Map<String, Object> item) {
        return ConnectorRecord.builder("item")
                .id(String.valueOf(item.get("id")))
                .build();
    }

    private static Optional<Integer> parameter(String target, String name) {
        Matcher matcher = Pattern.compile("[?&]" + name + "=(\\d+)").matcher(target);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }
}
