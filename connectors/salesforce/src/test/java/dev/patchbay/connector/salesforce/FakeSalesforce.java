package dev.patchbay.connector.salesforce;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.contract.RandomText;
import dev.patchbay.contract.Received;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.toolkit.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The part of Salesforce that the connector uses: tokens, an organization with the object {@code Account}, and refusals as
 * Salesforce has them. What it knows of SOQL is in {@link FakeQuery}.
 */
final class FakeSalesforce implements AutoCloseable {
    static final String CLIENT = "3MVG9consumer";
    static final String SECRET = "good4711secret";
    static final String REFRESH = "5Aep861first";
    private static final String DATA = "/services/data/v62.0";
    private static final Set<String> FIELDS = Set.of("Id", "Name", "Number__c", "SystemModstamp", "IsDeleted");

    private static final Answer LOGIN = Answer.html(200, "<!DOCTYPE html><title>Login | Salesforce</title>");
    private static final Answer EXPIRED = refusal(401, "INVALID_SESSION_ID", "Session expired or invalid");

    private final PlayedService service = new PlayedService(this::answer)
            .sparing(request -> !request.path().startsWith("/services/") || isForToken(request))
            .saying(
                    ServiceFault.LIMIT,
                    refusal(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
                            .header("Retry-After", "30"))
            .saying(ServiceFault.TOKEN_EXPIRED, EXPIRED)
            .saying(ServiceFault.SIGN_IN_PAGE, LOGIN)
            .saying(ServiceFault.UNAVAILABLE, refusal(503, "SERVER_UNAVAILABLE", "We are down for maintenance"));

    /** Guarded by this, as all that follows. */
    private final Set<String> tokens = new HashSet<>();

    private final Map<String, List<Map<String, Object>>> kept = new HashMap<>();
    private final List<Map<String, Object>> accounts = new ArrayList<>();
    private String refresh = REFRESH;
    private String instance = url();
    private Answer refused;
    private String refusedPath = "";
    private boolean manyFields;
    private boolean terse;
    private int minute;
    private int written;

    String url() {
        return service.url();
    }

    List<Received> seen() {
        return service.received();
    }

    List<Received> seen(String path) {
        return seen().stream().filter(each -> each.path().endsWith(path)).toList();
    }

    Received last() {
        return service.last();
    }

    void fail(ServiceFault next) {
        service.fail(next);
    }

    /** Lets some requests through first; those for tokens do not count. */
    void failAfter(int requests, ServiceFault next) {
        service.failAfter(requests, next);
    }

    /** Refuses the requests to paths that end so, until told otherwise. */
    synchronized void refuse(String pathEnd, int status, String errorCode, String message) {
        refused = refusal(status, errorCode, message);
        refusedPath = pathEnd;
    }

    /** What is told along with tokens from now on. */
    synchronized void tellInstance(String url) {
        instance = url;
    }

    /** As if the sessions had timed out. */
    synchronized void endSessions() {
        tokens.clear();
    }

    /** As in an organization with a great many fields of its own. */
    synchronized void addManyFields() {
        manyFields = true;
    }

    /** As versions of its interface up to 45 do. */
    synchronized void sayNothingOfUpdates() {
        terse = true;
    }

    synchronized void forgetQueries() {
        kept.clear();
    }

    synchronized int written() {
        return written;
    }

    /** All with one and the same time of change. */
    synchronized List<String> addAccounts(int count) {
        minute++;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add((String) account(map("Name", "Acme")).get("Id"));
        }
        return ids;
    }

    synchronized List<String> addLargeAccounts(int count, int characters) {
        List<String> ids = addAccounts(count);
        ids.forEach(each -> find(each).put("Name", RandomText.of(characters)));
        return ids;
    }

    /** The account changes, later than everything before. */
    synchronized void touch(String id) {
        minute++;
        find(id).put("SystemModstamp", time());
    }

    synchronized void touchAt(String id, Instant when) {
        find(id).put("SystemModstamp", when.toString().replaceFirst("(\\.\\d+)?Z", ".000+0000"));
    }

    synchronized void delete(String id) {
        touch(id);
        find(id).put("IsDeleted", true);
    }

    synchronized Map<String, Object> find(String id) {
        return accounts.stream()
                .filter(each -> each.get("Id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    synchronized List<Map<String, Object>> accounts() {
        return List.copyOf(accounts);
    }

    private Map<String, Object> account(Map<?, ?> fields) {
        Map<String, Object> account = map("Id", "001%012dAAA".formatted(accounts.size() + 1), "SystemModstamp", time());
        account.put("IsDeleted", false);
        put(fields, account);
        accounts.add(account);
        return account;
    }

    private static void put(Map<?, ?> fields, Map<String, Object> account) {
        fields.forEach((name, value) -> {
            if (FIELDS.contains((String) name)) {
                account.put((String) name, value);
            }
        });
    }

    private String time() {
        return "2018-02-07T%02d:%02d:00.000+0000".formatted(minute / 60, minute % 60);
    }

    private static boolean isForToken(Received request) {
        return request.path().equals("/services/oauth2/token");
    }

    private synchronized Answer answer(Received request) {
        String path = request.path();
        if (!path.startsWith("/services/")) {
            return LOGIN;
        }
        if (isForToken(request)) {
            return token(request.form());
        }
        if (!tokens.contains(request.header("Authorization").replace("Bearer ", ""))) {
            return EXPIRED;
        }
        if (!refusedPath.isEmpty() && path.endsWith(refusedPath)) {
            return refused;
        }
        return request.isWrite()
                ? write(request, request.body().isEmpty() ? Map.of() : (Map<?, ?>) Json.read(request.body()))
                : read(request, path);
    }

    private Answer token(Map<String, String> form) {
        boolean good = switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> SECRET.equals(form.get("client_secret"));
            case "refresh_token" -> refresh.equals(form.get("refresh_token"));
            default -> form.containsKey("assertion");
        };
        if (!good) {
            return json(400, map("error", "invalid_grant", "error_description", "authentication failure"));
        }
        String token = "00Dxx!" + Integer.toHexString(seen().size()) + "session";
        tokens.add(token);
        Map<String, Object> answer = map(
                "access_token", token, "instance_url", instance, "token_type", "Bearer", "id", url() + "/id/00D/005");
        if ("refresh_token".equals(form.get("grant_type"))) {
            refresh = "5Aep861next" + seen().size();
            answer.put("refresh_token", refresh);
        }
        return json(200, answer);
    }

    private Answer read(Received request, String path) {
        if (path.equals(DATA + "/limits")) {
            return json(200, map("DailyApiRequests", map("Max", 15_000, "Remaining", 14_998)));
        }
        if (path.equals(DATA + "/")) {
            return json(200, map("query", DATA + "/query"));
        }
        if (path.equals(DATA + "/sobjects/Account/describe")) {
            return describe();
        }
        if (path.equals(DATA + "/query") || path.equals(DATA + "/queryAll")) {
            return query(request, path.endsWith("All"));
        }
        return path.startsWith(DATA + "/query/")
                ? batch(request, path.substring(path.lastIndexOf('/') + 1))
                : refusal(404, "NOT_FOUND", "The requested resource does not exist");
    }

    private Answer describe() {
        List<Map<String, Object>> fields = new ArrayList<>();
        FIELDS.stream().sorted().forEach(each -> fields.add(map("name", each)));
        for (int i = 0; manyFields && i < 799; i++) {
            fields.add(map("name", "Custom_%03d__c".formatted(i)));
        }
        return json(200, map("name", "Account", "fields", fields));
    }

    private Answer query(Received request, boolean all) {
        FakeQuery query = FakeQuery.parse(request.query().getOrDefault("q", ""));
        if (!query.object().equals("Account")) {
            return refusal(400, "INVALID_TYPE", "sObject type '" + query.object() + "' is not supported.");
        }
        if (query.hasAllFields() ? query.limit() > 200 : !FIELDS.containsAll(query.fields())) {
            return refusal(400, "INVALID_FIELD", "No such column on entity 'Account'");
        }
        List<Map<String, Object>> found = query.run(accounts.stream()
                .filter(each -> all || each.get("IsDeleted").equals(false))
                .toList());
        String name = "01g%012d".formatted(kept.size() + 1);
        kept.put(name, found);
        return batch(request, name + "-0");
    }

    private Answer batch(Received request, String locator) {
        String[] parts = locator.split("-");
        List<Map<String, Object>> found = kept.get(parts[0]);
        if (found == null) {
            return refusal(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
        }
        String options = request.header("Sforce-Query-Options");
        int size = options.startsWith("batchSize=") ? Math.max(200, Integer.parseInt(options.substring(10))) : 2_000;
        int from = Integer.parseInt(parts[1]);
        int to = Math.min(found.size(), from + size);
        Map<String, Object> answer = map("totalSize", found.size(), "done", to == found.size());
        if (to < found.size()) {
            answer.put("nextRecordsUrl", DATA + "/query/" + parts[0] + "-" + to);
        }
        answer.put("records", found.subList(from, to));
        return json(200, answer);
    }

    private Answer write(Received request, Map<?, ?> sent) {
        String path = request.path();
        minute++;
        if (path.startsWith(DATA + "/composite/sobjects")) {
            String[] parts =
                    path.substring((DATA + "/composite/sobjects").length()).split("/");
            String key = parts.length == 3 ? parts[2] : "";
            List<Map<String, Object>> results = ((List<?>) sent.get("records"))
                    .stream().map(each -> one((Map<?, ?>) each, key)).toList();
            return json(200, results);
        }
        if (path.equals(DATA + "/composite")) {
            return json(200, map("compositeResponse", sent.get("compositeRequest")));
        }
        if (request.method().equals("POST")) {
            written++;
            return json(201, map("id", account(sent).get("Id"), "success", true, "errors", List.of()));
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (path.contains("/Number__c/")) {
            Map<String, Object> fields = new LinkedHashMap<>();
            put(sent, fields);
            fields.put("Number__c", id);
            Map<String, Object> upserted = one(fields, "Number__c");
            return terse && upserted.get("created").equals(false) ? Answer.of(204) : json(201, upserted);
        }
        if (!request.method().equals("DELETE")) {
            put(sent, find(id));
            return Answer.of(204);
        }
        return find(id).put("IsDeleted", true).equals(true)
                ? refusal(404, "ENTITY_IS_DELETED", "entity is deleted")
                : Answer.of(204);
    }

    private Map<String, Object> one(Map<?, ?> fields, String key) {
        if ("refused".equals(fields.get("Name"))) {
            Map<String, Object> error =
                    map("statusCode", "REQUIRED_FIELD_MISSING", "message", "Required fields are missing");
            error.put("fields", List.of("Number__c"));
            return map("success", false, "errors", List.of(error));
        }
        written++;
        Map<String, Object> old = accounts.stream()
                .filter(each -> key.isEmpty()
                        ? each.get("Id").equals(fields.get("id"))
                        : fields.get(key).equals(each.get(key)))
                .findFirst()
                .orElse(null);
        if (old != null) {
            put(fields, old);
        }
        Map<String, Object> account = old == null ? account(fields) : old;
        return map("id", account.get("Id"), "success", true, "errors", List.of(), "created", old == null);
    }

    private static Answer refusal(int status, String code, String message) {
        return json(status, List.of(map("message", message, "errorCode", code)));
    }

    private static Answer json(int status, Object body) {
        return Answer.json(status, Json.write(body));
    }

    static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put((String) entries[i], entries[i + 1]);
        }
        return map;
    }

    @Override
    public void close() {
        service.close();
    }
}
