package dev.patchbay.connector.salesforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.Json;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pulls, pushes, operations and health, against a Salesforce that speaks as the real one does. */
class SalesforceConnectorTest {
    private static final InstanceId ID = InstanceId.ofType("salesforce");

    private final FakeSalesforce salesforce = new FakeSalesforce();
    private final List<SalesforceConnector> connectors = new ArrayList<>();

    @AfterEach
    void stop() {
        connectors.forEach(SalesforceConnector::close);
        salesforce.close();
    }

    @Test
    void tellsARecordWithItsIdAndTimeOfChangeAndWithoutItsAttributes() {
        String id = salesforce.addAccounts(1).get(0);

        ConnectorRecord record =
                connector().pull(PullRequest.of("Account"), call()).records().get(0);

        assertEquals(id, record.id().orElseThrow());
        assertEquals(Instant.parse("2018-02-07T00:01:00Z"), record.changedAt().orElseThrow());
        assertEquals("Acme", record.fields().get("Name"));
        assertFalse(record.fields().containsKey("attributes"));
    }

    @Test
    void asksForTheFieldsOfAnObjectOnceForManyPages() {
        salesforce.addAccounts(7);

        assertEquals(7, all(connector(), account().pageSize(2).build()).size());

        assertEquals(1, salesforce.seen("/describe").size());
    }

    @Test
    void pullsAnObjectWhoseFieldsFitIntoNoAddress() {
        salesforce.addManyFields();
        List<String> ids = salesforce.addAccounts(230);

        List<ConnectorRecord> records =
                all(connector(), account().pageSize(1_000).build());

        assertEquals(ids, records.stream().map(each -> each.id().orElseThrow()).toList());
    }

    @Test
    void pullsTheFieldsAndRecordsThatAreAskedFor() {
        salesforce.addAccounts(3);
        salesforce.find(salesforce.accounts().get(1).get("Id").toString()).put("Name", "O'Hara");

        List<ConnectorRecord> records = all(
                connector(),
                account()
                        .parameter("fields", "Name")
                        .parameter("where", "Name = " + Soql.text("O'Hara"))
                        .build());

        assertEquals(
                List.of("O'Hara"),
                records.stream().map(each -> each.fields().get("Name")).toList());
        assertEquals(Set.of("Id", "Name"), records.get(0).fields().keySet());
        assertEquals(0, salesforce.seen("/describe").size());
    }

    @Test
    void leavesAChangeThatHasNotSettledForTheNextPull() {
        List<String> ids = salesforce.addAccounts(3);
        salesforce.touchAt(ids.get(1), Instant.now());
        SalesforceConnector connector = connector();

        Page page = connector.pull(account().incremental(true).build(), call());

        assertEquals(List.of(ids.get(0), ids.get(2)), ids(page));
        assertFalse(page.more());
        salesforce.touchAt(ids.get(1), Instant.now().minusSeconds(60));
        Page next = connector.pull(
                account().incremental(true).cursor(page.cursor().orElseThrow()).build(), call());
        assertEquals(List.of(ids.get(1)), ids(next));
    }

    @Test
    void tellsDeletedRecordsIfTheyAreAskedFor() {
        List<String> ids = salesforce.addAccounts(2);
        SalesforceConnector connector = connector();
        Page page = connector.pull(account().incremental(true).build(), call());
        salesforce.delete(ids.get(0));
        PullRequest next = account()
                .incremental(true)
                .cursor(page.cursor().orElseThrow())
                .parameter("fields", "Name")
                .build();

        assertEquals(List.of(), ids(connector.pull(next, call())));
        Page deleted =
                connector.pull(next.toBuilder().parameter("deleted", "true").build(), call());

        assertEquals(List.of(ids.get(0)), ids(deleted));
        assertEquals(true, deleted.records().get(0).fields().get("IsDeleted"));
    }

    @Test
    void takesNoCursorOfAnotherObjectOrKindOfPull() {
        salesforce.addAccounts(3);
        SalesforceConnector connector = connector();
        String cursor =
                connector.pull(account().pageSize(2).build(), call()).cursor().orElseThrow();

        for (PullRequest other : List.of(
                PullRequest.builder("Contact").cursor(cursor).build(),
                account().incremental(true).cursor(cursor).build(),
                query("SELECT Id FROM Account").cursor(cursor).build(),
                account().cursor("Account:id:001' OR Id != '").build())) {
            assertEquals(
                    ErrorCode.CURSOR_INVALID,
                    failure(() -> connector.pull(other, call())).code());
        }
    }

    @Test
    void letsNoNameBecomeMoreThanAName() {
        SalesforceConnector connector = connector();

        assertEquals(
                ErrorCode.UNSUPPORTED_CAPABILITY,
                failure(() -> connector.pull(PullRequest.of("Account WHERE Id != null"), call()))
                        .code());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                failure(() -> connector.pull(
                                account().parameter("fields", "Id FROM User").build(), call()))
                        .code());
        assertEquals(List.of(), salesforce.seen("/query"));
        assertEquals("'It\\'s a \\\\'", Soql.text("It's a \\"));
    }

    /** Who wants the recycle bin is not to get records without it. */
    @Test
    void refusesParametersThatItDoesNotUnderstand() {
        SalesforceConnector connector = connector();
        for (PullRequest each : List.of(
                account().parameter("deleted", "yes").build(),
                account().parameter("soql", "SELECT Id FROM Account").build(),
                query("SELECT Id FROM Account").parameter("deleted", "1").build())) {
            assertEquals(
                    ErrorCode.INVALID_REQUEST,
                    failure(() -> connector.pull(each, call())).code());
        }
    }

    @Test
    void saysThatThereIsNoSuchObject() {
        SalesforceConnector connector = connector();

        assertEquals(
                ErrorCode.UNSUPPORTED_CAPABILITY,
                failure(() -> connector.pull(PullRequest.of("Star__c"), call())).code());
        assertEquals(
                ErrorCode.UNSUPPORTED_CAPABILITY,
                failure(() -> connector.pull(
                                PullRequest.builder("Star__c")
                                        .parameter("fields", "Id")
                                        .build(),
                                call()))
                        .code());
    }

    @Test
    void pullsAQueryInBatchesAndInPagesThatAreSmaller() {
        List<String> ids = salesforce.addAccounts(450);
        SalesforceConnector connector = connector();
        PullRequest.Builder query = query("SELECT Id, Name FROM Account");

        assertEquals(
                ids,
                all(connector, query.pageSize(200).build()).stream()
                        .map(each -> each.id().orElseThrow())
                        .toList());
        assertEquals(
                3,
                salesforce.seen().stream()
                        .filter(each -> each.path().contains("/query"))
                        .count());
        assertEquals(
                ids,
                all(connector, query.pageSize(70).build()).stream()
                        .map(each -> each.id().orElseThrow())
                        .toList());
    }

    @Test
    void saysThatTheResultOfAQueryIsNotKeptAnyMore() {
        salesforce.addAccounts(250);
        SalesforceConnector connector = connector();
        PullRequest.Builder query = query("SELECT Id FROM Account").pageSize(200);
        String cursor = connector.pull(query.build(), call()).cursor().orElseThrow();
        salesforce.forgetQueries();

        ConnectorException failure =
                failure(() -> connector.pull(query.cursor(cursor).build(), call()));

        assertEquals(ErrorCode.CURSOR_INVALID, failure.code());
        assertTrue(failure.getMessage().contains("does not keep the result"), failure.getMessage());
    }

    @Test
    void endsAPullOfAQueryWhoseFirstBatchHasBecomeAnother() {
        List<String> ids = salesforce.addAccounts(30);
        SalesforceConnector connector = connector();
        PullRequest.Builder query = query("SELECT Id FROM Account").pageSize(10);
        String cursor = connector.pull(query.build(), call()).cursor().orElseThrow();
        salesforce.delete(ids.get(3));

        assertEquals(
                ErrorCode.CURSOR_INVALID,
                failure(() -> connector.pull(query.cursor(cursor).build(), call()))
                        .code());
    }

    @Test
    void createsAndUpdatesInOneRequestEachAndTellsWhatIsRefused() {
        String id = salesforce.addAccounts(1).get(0);

        PushResult result = connector()
                .push(
                        List.of(
                                ConnectorRecord.of("Account", Map.of("Name", "One")),
                                ConnectorRecord.of("Account", Map.of("Name", "refused")),
                                ConnectorRecord.builder("Account")
                                        .id(id)
                                        .field("Name", "Renamed")
                                        .build()),
                        call());

        assertEquals(2, result.accepted());
        assertEquals(1, result.rejections().get(0).index());
        assertEquals(ErrorCode.REMOTE_REJECTED, result.rejections().get(0).code());
        assertTrue(result.rejections().get(0).message().contains("REQUIRED_FIELD_MISSING"));
        assertEquals("Renamed", salesforce.find(id).get("Name"));
        assertEquals(2, salesforce.seen("/composite/sobjects").size());
    }

    @Test
    void writesNoMoreThan200AtOnceAndSaysHowFarItCame() {
        List<ConnectorRecord> records = Collections.nCopies(450, ConnectorRecord.of("Account", Map.of("Name", "Acme")));
        SalesforceConnector connector = connector();
        assertEquals(450, connector.push(records, call()).ids().size());
        assertEquals(3, salesforce.seen("/composite/sobjects").size());
        salesforce.failAfter(1, ServiceFault.UNAVAILABLE);

        ConnectorException failure = failure(() -> connector.push(records, call()));

        assertEquals(ErrorCode.OUTCOME_UNKNOWN, failure.code());
        assertTrue(failure.getMessage().contains("only the first 200 of 450"), failure.getMessage());
    }

    @Test
    void saysHowFarUpsertsCameAndLetsThemBeMadeAgain() {
        SalesforceConnector connector = connector(Map.of("push.key", "Account:Number__c"));
        List<ConnectorRecord> records = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            records.add(ConnectorRecord.of("Account", Map.of("Number__c", "A" + i)));
        }
        salesforce.failAfter(1, ServiceFault.LIMIT);

        ConnectorException failure = failure(() -> connector.push(records, call()));

        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertTrue(failure.retryAfter().isPresent());
        assertFalse(failure.isUnapplied());
        assertTrue(failure.getMessage().contains("only the first 200 of 250"), failure.getMessage());
        assertEquals(250, connector.push(records, call()).accepted());
        assertEquals(250, salesforce.accounts().size());
    }

    @Test
    void upsertsByTheKeyOfTheObjectAndMayDoSoTwice() {
        SalesforceConnector connector = connector(Map.of("push.key", "Account:Number__c, Contact:Mail__c"));
        List<ConnectorRecord> records = List.of(
                ConnectorRecord.of("Account", Map.of("Number__c", "A1", "Name", "One")),
                ConnectorRecord.of("Account", Map.of("Name", "without a key")));

        assertTrue(connector.idempotent());
        connector.push(records, call());
        PushResult again = connector.push(records, call());

        assertEquals(1, salesforce.accounts().size());
        assertEquals(1, again.accepted());
        assertEquals(ErrorCode.INVALID_REQUEST, again.rejections().get(0).code());
        assertEquals(1, again.rejections().get(0).index());
        assertTrue(salesforce.last().path().endsWith("/composite/sobjects/Account/Number__c"));
        assertFalse(connector().idempotent());
    }

    @Test
    void hasAnInterfaceWithTheNamesOfItsOperations() {
        Map<String, List<String>> described = new TreeMap<>();
        connector()
                .operations()
                .forEach(each -> described.put(
                        each.name(),
                        each.parameters().stream()
                                .map(Operation.Parameter::name)
                                .toList()));
        Map<String, List<String>> typed = new TreeMap<>();
        for (Method each : SalesforceOperations.class.getMethods()) {
            typed.put(
                    each.getName(),
                    Arrays.stream(each.getParameters()).map(Parameter::getName).toList());
        }

        assertEquals(described, typed);
    }

    @Test
    void upsertsThroughAnOldInterfaceThatSaysNothingOfWhatWasThere() {
        salesforce.sayNothingOfUpdates();
        Map<String, Object> upsert =
                Map.of("object", "Account", "key", "Number__c", "value", "A7", "fields", Map.of("Name", "Three"));
        assertEquals(true, connector().invoke("upsert", upsert, call()).get("created"));

        Map<String, Object> again = connector().invoke("upsert", upsert, call());

        assertEquals(Map.of("success", true, "created", false), again);
    }

    @Test
    void runsItsOperations() {
        SalesforceConnector connector = connector();
        Object id = connector
                .invoke("create", Map.of("object", "Account", "fields", Map.of("Name", "One")), call())
                .get("id");
        connector.invoke("update", Map.of("object", "Account", "id", id, "fields", Map.of("Name", "Two")), call());
        Map<String, Object> upsert =
                Map.of("object", "Account", "key", "Number__c", "value", "A7", "fields", Map.of("Name", "Three"));
        assertEquals(true, connector.invoke("upsert", upsert, call()).get("created"));
        assertEquals(false, connector.invoke("upsert", upsert, call()).get("created"));

        Map<String, Object> found = connector.invoke("query", Map.of("soql", "SELECT Id, Name FROM Account"), call());

        assertEquals(2, found.get("totalSize"));
        assertEquals("Two", Document.of(found).text("/records/0/Name").orElseThrow());
        Map<String, Object> delete = Map.of("object", "Account", "id", id);
        assertEquals(true, connector.invoke("delete", delete, call()).get("success"));
        assertEquals(true, connector.invoke("delete", delete, call()).get("success"), "it is gone already");
        connector.invoke(
                "composite",
                Map.of(
                        "requests",
                        List.of(Map.of("method", "GET", "url", "/sobjects/Account", "referenceId", "a")),
                        "allOrNone",
                        true),
                call());
        Document sent = Document.of(Json.read(salesforce.last().body()));
        assertEquals(
                "/services/data/v62.0/sobjects/Account",
                sent.text("/compositeRequest/0/url").orElseThrow());
        assertTrue(sent.isTrue("/allOrNone"));
    }

    @Test
    void tellsAUsedUpLimitFromAMissingPermission() {
        SalesforceConnector connector = connector();
        salesforce.refuse("/query", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        ConnectorException limited = failure(() -> connector.pull(PullRequest.of("Account"), call()));
        salesforce.refuse("/query", 400, "INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights");
        ConnectorException forbidden = failure(() -> connector.pull(PullRequest.of("Account"), call()));

        assertEquals(ErrorCode.RATE_LIMITED, limited.code());
        assertEquals(Duration.ofMinutes(1), limited.retryAfter().orElseThrow());
        assertTrue(limited.getMessage().contains("TotalRequests Limit exceeded."), limited.getMessage());
        assertEquals(ErrorCode.PERMISSION_DENIED, forbidden.code());
    }

    @Test
    void tellsApartWhatIsWrong() {
        SalesforceConnector connector = connector();
        assertEquals(
                "Salesforce answers, 14998 of 15000 requests of 24 hours are left",
                connector.health(call()).message());

        salesforce.refuse("v62.0/limits", 403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
        Health limited = connector.health(call());
        assertEquals(Health.Status.DEGRADED, limited.status());
        assertEquals(FailureCause.QUOTA, limited.cause().orElseThrow());

        salesforce.refuse("v62.0/limits", 403, "FORBIDDEN", "You do not have the permission");
        assertEquals(Health.Status.UP, connector.health(call()).status());

        salesforce.refuse("v62.0/limits", 403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization");
        assertEquals(
                ErrorCode.PERMISSION_DENIED,
                failure(() -> connector.health(call())).code());

        Health version = connector(Map.of("api.version", "v99.0")).health(call());
        assertEquals(FailureCause.SETTINGS, version.cause().orElseThrow());
        assertTrue(version.message().contains("'v99.0'"), version.message());
    }

    @Test
    void tellsAWrongAddressFromNoNetwork() {
        SalesforceConnector page = connector(Map.of("url", salesforce.url() + "/setup"));
        assertEquals(
                ErrorCode.UNEXPECTED_RESPONSE,
                failure(() -> page.health(call())).code());

        SalesforceConnector nobody = connector();
        salesforce.close();
        ConnectorException refused = failure(() -> nobody.health(call()));
        assertEquals(ErrorCode.REMOTE_UNAVAILABLE, refused.code());
        assertEquals(FailureCause.REFUSED, refused.failureCause().orElseThrow());
    }

    private SalesforceConnector connector() {
        return connector(Map.of());
    }

    private SalesforceConnector connector(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.putIfAbsent("url", salesforce.url());
        settings.put("client.id", FakeSalesforce.CLIENT);
        settings.put("client.secret", FakeSalesforce.SECRET);
        ContractContext context = ContractContext.of(ID, settings, Set.of("client.secret"));
        SalesforceConnector connector = new SalesforceConnector(context, context.config(Settings.class));
        connectors.add(connector);
        return connector;
    }

    private static List<ConnectorRecord> all(SalesforceConnector connector, PullRequest request) {
        List<ConnectorRecord> records = new ArrayList<>();
        Page page = connector.pull(request, call());
        records.addAll(page.records());
        while (page.more()) {
            page = connector.pull(request.from(page.cursor().orElseThrow()), call());
            records.addAll(page.records());
        }
        return records;
    }

    private static PullRequest.Builder account() {
        return PullRequest.builder("Account");
    }

    private static PullRequest.Builder query(String soql) {
        return PullRequest.builder("query").parameter("soql", soql);
    }

    private static List<String> ids(Page page) {
        return page.records().stream().map(each -> each.id().orElseThrow()).toList();
    }

    private static ConnectorException failure(Runnable call) {
        return assertThrows(ConnectorException.class, call::run);
    }

    private static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }
}
