package dev.patchbay.connector.webhook;

import static dev.patchbay.connector.webhook.ServiceSettings.call;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PullTest {
    private final FakeService service = new FakeService();

    @ParameterizedTest
    @ValueSource(strings = {"link", "next", "cursor", "offset", "page", "plain"})
    void turnsPagesEachWay(String way) {
        List<String> added = service.add(11);
        try (WebhookConnector connector = connector(way)) {
            assertEquals(added, ids(all(connector, PullRequest.of("orders"), 3)));
        }
    }

    /** Without a parameter for it the service gives pages of four. */
    @ParameterizedTest
    @ValueSource(strings = {"link", "next", "cursor", "offset", "page", "plain"})
    void givesPagesInPartsThatAreLargerThanAskedFor(String way) {
        List<String> added = service.add(11);
        try (WebhookConnector connector = connector(way, "paging.size", "")) {
            assertEquals(added, ids(all(connector, PullRequest.of("orders"), 3)));
        }
    }

    @Test
    void asksForNoLargerPageThanTheServiceGives() {
        service.add(5);
        try (WebhookConnector connector = connector("page", "paging.size.max", 2)) {
            all(connector, PullRequest.of("orders"), 100);
        }
        assertTrue(service.seen().stream().allMatch(each -> each.target().contains("size=2&")));
    }

    /** The number of a page means nothing with another size. */
    @Test
    void keepsTheSizeOfItsPagesWhenACallerWantsAnother() {
        List<String> added = service.add(11);
        try (WebhookConnector connector = connector("page")) {
            Page first = connector.pull(pull(4), call());
            List<ConnectorRecord> all = new ArrayList<>(first.records());
            all.addAll(rest(connector, pull(3), first));

            assertEquals(added, ids(all));
        }
    }

    @Test
    void tellsIdAndTimeOfChange() {
        service.add(1);
        try (WebhookConnector connector = connector("plain")) {
            ConnectorRecord record = connector.pull(pull(10), call()).records().get(0);

            assertEquals("o-00001", record.id().orElseThrow());
            assertEquals(
                    Instant.parse("2018-02-07T00:01:00Z"), record.changedAt().orElseThrow());
            assertEquals(12, record.fields().get("total"));
        }
    }

    @ParameterizedTest
    @CsvSource({"link,ascending", "offset,ascending", "cursor,any", "plain,any"})
    void losesNothingWhereManyHaveChangedAtOneTime(String way, String order) {
        String time = "2018-02-07T10:00:00Z";
        List<String> first = service.addAt(25, time);
        try (WebhookConnector connector = changes(way, order)) {
            List<Page> pages = pages(connector, incremental(3), null);
            assertEquals(first, ids(records(pages)));

            List<String> second = service.addAt(5, time);
            List<Page> more = pages(connector, incremental(3), checkpoint(pages));
            assertEquals(second, ids(records(more)));
            assertEquals(List.of(), records(pages(connector, incremental(3), checkpoint(more))));
        }
    }

    /** The first moves to the end of the list, and all others one place ahead. */
    @Test
    void losesNothingWhenARecordChangesWhileItPages() {
        List<String> added = service.add(1);
        for (int i = 0; i < 10; i++) {
            added.addAll(service.add(1));
        }
        try (WebhookConnector connector = changes("offset", "ascending")) {
            Page first = connector.pull(incremental(4), call());
            service.touch(added.get(0));
            List<ConnectorRecord> all = new ArrayList<>(first.records());
            all.addAll(rest(connector, incremental(4), first));

            assertEquals(new HashSet<>(added), new HashSet<>(ids(all)));
            assertEquals(12, all.size(), "the changed one comes twice, with its two times of change");
        }
    }

    /** One of the first goes to the end of the list, and all others one place ahead: over the edge of a page. */
    @ParameterizedTest
    @CsvSource({
        "page,size",
        "offset,size",
        "link,size",
        "next,size",
        "cursor,size",
        "page,''",
        "offset,''",
        "plain,size"
    })
    void losesNothingWhenRecordsLeaveATimeThatFillsSeveralPages(String way, String size) {
        List<String> added = service.add(14);
        added.addAll(service.add(3));
        added.addAll(service.add(1));
        try (WebhookConnector connector =
                connector(way, "since.parameter", "since", "since.order", "ascending", "paging.size", size)) {
            List<ConnectorRecord> all = new ArrayList<>();
            Page page = connector.pull(incremental(3), call());
            all.addAll(page.records());
            for (int i = 0; page.more(); i++) {
                assertTrue(i < 100, "it never ends");
                if (i < 6) {
                    service.touch(added.get(i));
                }
                page = connector.pull(incremental(3).from(page.cursor().orElseThrow()), call());
                all.addAll(page.records());
            }

            Map<String, String> times = new HashMap<>();
            all.forEach(each -> times.put(
                    each.id().orElseThrow(), each.fields().get("updated_at").toString()));
            assertEquals(service.times(), times);
            long changes = all.stream()
                    .map(each -> each.id() + " " + each.changedAt())
                    .distinct()
                    .count();
            assertEquals(all.size(), changes, "the same change comes once");
            List<ConnectorRecord> later =
                    records(pages(connector, incremental(3), page.cursor().orElseThrow()));
            assertEquals(List.of(), ids(later));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ascending", "any"})
    void leavesWhatChangesNowForTheNextPull(String order) {
        List<String> old = service.add(3);
        String now =
                Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS).toString();
        service.addAt(2, now);
        try (WebhookConnector connector = changes("link", order)) {
            List<Page> pages = pages(connector, incremental(2), null);

            assertEquals(old, ids(records(pages)));
            assertEquals(List.of(), records(pages(connector, incremental(2), checkpoint(pages))));
        }
        assertTrue(
                service.last().target().contains("since=2018-02-07T00%3A01%3A00Z"),
                () -> service.last().target());
    }

    @Test
    void saysWhenTheListIsNotInTheOrderOfChange() {
        List<String> added = service.add(1);
        service.add(3);
        service.touch(added.get(0));
        try (WebhookConnector connector = changes("link", "ascending")) {
            PullRequest byId =
                    incremental(10).toBuilder().parameter("order", "id").build();
            ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.pull(byId, call()));

            assertEquals(ErrorCode.UNEXPECTED_RESPONSE, failure.code());
            assertTrue(failure.getMessage().contains("'since.order'"), failure.getMessage());
        }
        try (WebhookConnector connector = changes("link", "any")) {
            PullRequest byId =
                    incremental(2).toBuilder().parameter("order", "id").build();
            assertEquals(4, records(pages(connector, byId, null)).size());
        }
    }

    @Test
    void saysWhatIsMissingForChanges() {
        try (WebhookConnector connector = connector("link")) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(incremental(2), call()));
            assertEquals(ErrorCode.UNSUPPORTED_CAPABILITY, failure.code());
        }
        service.add(1);
        try (WebhookConnector connector =
                connector("link", "since.parameter", "since", "since.order", "any", "changed", "/modified")) {
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(incremental(2), call()));
            assertTrue(failure.getMessage().contains("no time of change at '/modified'"), failure.getMessage());
        }
    }

    @Test
    void refusesCursorsOfAnotherWay() {
        service.add(9);
        try (WebhookConnector pages = connector("page");
                WebhookConnector offsets = connector("offset")) {
            String cursor = pages.pull(pull(3), call()).cursor().orElseThrow();
            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> offsets.pull(pull(3).from(cursor), call()));
            assertEquals(ErrorCode.CURSOR_INVALID, failure.code());
        }
    }

    @Test
    void givesParametersToTheServiceButNotThoseOfItsOwn() {
        try (WebhookConnector connector = connector("page", "auth", "query", "auth.name", "key")) {
            connector.pull(pull(3).toBuilder().parameter("state", "a b&c").build(), call());
            assertTrue(
                    service.last().target().contains("state=a%20b%26c"),
                    () -> service.last().target());

            for (String own : List.of("page", "size", "key")) {
                PullRequest pull = pull(3).toBuilder().parameter(own, "1").build();
                ConnectorException failure = assertThrows(ConnectorException.class, () -> connector.pull(pull, call()));
                assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
            }
        }
    }

    @Test
    void takesPathsFromCallersOnlyIfItMayAndNoneThatLeadsOut() {
        List<String> added = service.add(2);
        PullRequest open = PullRequest.builder("whatever")
                .parameter("path", "/plain/orders")
                .build();
        try (WebhookConnector connector = connector("plain")) {
            assertEquals(ErrorCode.INVALID_REQUEST, refusal(connector, open));
        }
        try (WebhookConnector connector = connector("plain", "open.paths", true)) {
            ContractCall call = call();
            assertEquals(added, ids(connector.pull(open, call).records()));
            assertEquals(List.of("GET /{path}"), call.requests());
            for (String path :
                    List.of("/../x", "/a/%2e%2e/x", "/a/..", "//x", "x", "/a?key=1", "/a b", "/a%2f..", "/")) {
                PullRequest odd =
                        PullRequest.builder("orders").parameter("path", path).build();
                assertEquals(ErrorCode.INVALID_REQUEST, refusal(connector, odd), path);
            }
        }
    }

    @Test
    void signsInEachWay() {
        List<String> added = service.add(1);
        List<Map<String, Object>> ways = List.of(
                Map.of("auth", "bearer"),
                Map.of("auth", "header"),
                Map.of("auth", "query", "auth.name", "key"),
                Map.of("auth", "basic", "user", "ann", "password", FakeService.KEY));
        for (Map<String, Object> way : ways) {
            Map<String, Object> settings = ServiceSettings.of(service, "plain");
            settings.putAll(way);
            try (WebhookConnector connector = ServiceSettings.connector(settings)) {
                ContractCall call = call();
                assertEquals(added, ids(connector.pull(pull(5), call).records()), way::toString);
                assertEquals(List.of("GET /plain/orders"), call.requests());
            }
        }
        try (WebhookConnector nobody = connector("plain", "auth", "none")) {
            assertEquals(ErrorCode.AUTHENTICATION_FAILED, refusal(nobody, pull(5)));
        }
    }

    @Test
    void sendsTheHeadersThatAreSet() {
        try (WebhookConnector connector = connector("plain", "headers", new String[] {"Accept-Version: 2"})) {
            connector.pull(pull(5), call());
        }
        assertEquals("2", service.last().header("Accept-version"));
    }

    private static ErrorCode refusal(WebhookConnector connector, PullRequest pull) {
        return assertThrows(ConnectorException.class, () -> connector.pull(pull, call()))
                .code();
    }

    private WebhookConnector connector(String way, Object... more) {
        return ServiceSettings.connector(ServiceSettings.of(service, way, more));
    }

    private WebhookConnector changes(String way, String order) {
        return connector(way, "since.parameter", "since", "since.order", order);
    }

    private static PullRequest pull(int size) {
        return PullRequest.builder("orders").pageSize(size).build();
    }

    private static PullRequest incremental(int size) {
        return pull(size).toBuilder().incremental(true).build();
    }

    private static List<ConnectorRecord> all(WebhookConnector connector, PullRequest pull, int size) {
        return records(pages(connector, pull.toBuilder().pageSize(size).build(), null));
    }

    private static List<Page> pages(WebhookConnector connector, PullRequest pull, String from) {
        List<Page> pages = new ArrayList<>();
        Page page = connector.pull(from == null ? pull : pull.from(from), call());
        pages.add(page);
        while (page.more()) {
            assertTrue(page.records().size() <= pull.pageSize(), "a page is larger than asked for");
            assertFalse(pages.size() > 100, "it never ends");
            page = connector.pull(pull.from(page.cursor().orElseThrow()), call());
            pages.add(page);
        }
        return pages;
    }

    private static List<ConnectorRecord> rest(WebhookConnector connector, PullRequest pull, Page first) {
        return records(pages(connector, pull, first.cursor().orElseThrow()));
    }

    private static String checkpoint(List<Page> pages) {
        return pages.get(pages.size() - 1).cursor().orElseThrow();
    }

    private static List<ConnectorRecord> records(List<Page> pages) {
        return pages.stream().flatMap(each -> each.records().stream()).toList();
    }

    private static List<String> ids(List<ConnectorRecord> records) {
        return records.stream().map(each -> each.id().orElseThrow()).toList();
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
