package dev.patchbay.connector.webhook;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.contract.RandomText;
import dev.patchbay.contract.Received;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.toolkit.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A service with one list of orders, whose pages are turned as the first part of the path says, and with a place to post
 * to. The list is in the order of change, or in that of ids with {@code order=id}.
 */
final class FakeService implements AutoCloseable {
    static final String KEY = "good4711key";

    private final PlayedService service =
            new PlayedService(this::answer).saying(ServiceFault.UNAVAILABLE, refusal(502, "Bad gateway"));

    /** Guarded by this, as all that follows. */
    private final List<Map<String, Object>> orders = new ArrayList<>();

    private final Set<String> keys = new LinkedHashSet<>();
    private int minute;
    private int written;

    String url() {
        return service.url();
    }

    List<Received> seen() {
        return service.received();
    }

    Received last() {
        return service.last();
    }

    void fail(ServiceFault next) {
        service.fail(next);
    }

    /** Lets some requests through first. */
    void failAfter(int requests, ServiceFault next) {
        service.failAfter(requests, next);
    }

    synchronized int written() {
        return written;
    }

    /** The keys of what was posted. */
    synchronized Set<String> keys() {
        return keys;
    }

    /** All with one and the same time of change. */
    synchronized List<String> add(int count) {
        minute++;
        return addAt(count, time());
    }

    synchronized List<String> addAt(int count, String time) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String id = "o-%05d".formatted(orders.size() + 1);
            orders.add(map("id", id, "updated_at", time, "total", 12));
            ids.add(id);
        }
        return ids;
    }

    synchronized List<String> addLarge(int count, int characters) {
        List<String> ids = add(count);
        orders.stream()
                .filter(each -> ids.contains(each.get("id")))
                .forEach(each -> each.put("note", RandomText.of(characters)));
        return ids;
    }

    /** An order changes, later than everything before. */
    synchronized void touch(String id) {
        minute++;
        orders.stream().filter(each -> each.get("id").equals(id)).forEach(each -> each.put("updated_at", time()));
    }

    /** When each order changed, as it is now. */
    synchronized Map<String, String> times() {
        Map<String, String> times = new LinkedHashMap<>();
        orders.forEach(each -> times.put(String.valueOf(each.get("id")), String.valueOf(each.get("updated_at"))));
        return times;
    }

    private String time() {
        return "2018-02-07T%02d:%02d:00Z".formatted(minute / 60, minute % 60);
    }

    private synchronized Answer answer(Received request) {
        String path = request.path();
        if (!isLetIn(request) && !isSigned(request)) {
            return refusal(401, "Who are you?");
        }
        if (request.method().equals("POST")) {
            return take(request);
        }
        if (path.equals("/status")) {
            return json(200, map("status", "ok"));
        }
        return path.matches("/[a-z]+/orders")
                ? list(request, path.split("/")[1])
                : refusal(path.startsWith("/hooks") ? 405 : 404, "Nothing here");
    }

    private static boolean isLetIn(Received request) {
        String basic = "Basic " + Base64.getEncoder().encodeToString(("ann:" + KEY).getBytes(StandardCharsets.UTF_8));
        String shown = request.header("Authorization");
        return ("Bearer " + KEY).equals(shown)
                || basic.equals(shown)
                || KEY.equals(request.header("X-API-Key"))
                || KEY.equals(request.query().get("key"))
                || request.path().startsWith("/public");
    }

    /** Method, target, time and body with bars between, by HMAC with SHA-256. */
    private static boolean isSigned(Received request) {
        String time = request.header("X-Timestamp");
        String signed = request.method() + "|" + request.target() + "|" + time + "|" + request.body();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String expected = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
            return ("sha256=" + expected).equals(request.header("X-Request-Signature"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer take(Received request) {
        Object sent = Json.read(request.body());
        List<?> records = sent instanceof List<?> several ? several : List.of(sent);
        List<Map<String, Object>> refused = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            if (((Map<?, ?>) records.get(i)).get("total") == null) {
                refused.add(map("index", i, "message", "'total' is missing"));
            }
        }
        String key = request.header("Idempotency-Key");
        if (refused.size() < records.size() && (key.isEmpty() || keys.add(key))) {
            written += records.size() - refused.size();
        }
        return sent instanceof Map && !refused.isEmpty()
                ? refusal(422, "'total' is missing")
                : json(201, map("id", "w-" + written, "refused", refused));
    }

    private Answer list(Received request, String way) {
        Map<String, String> query = request.query();
        String since = query.getOrDefault("since", "");
        List<Map<String, Object>> all = new ArrayList<>(orders.stream()
                .filter(each -> String.valueOf(each.get("updated_at")).compareTo(since) >= 0)
                .toList());
        all.sort(Comparator.comparing(
                each -> String.valueOf(each.get("id".equals(query.get("order")) ? "id" : "updated_at"))));
        int size = Integer.parseInt(query.getOrDefault("size", "4"));
        int from = switch (way) {
            case "plain", "public" -> 0;
            case "offset" -> Integer.parseInt(query.getOrDefault("offset", "0"));
            case "cursor" -> Integer.parseInt(query.getOrDefault("after", "c0").substring(1));
            default -> (Integer.parseInt(query.getOrDefault("page", "1")) - 1) * size;
        };
        int start = Math.min(all.size(), from);
        int end = way.equals("plain") || way.equals("public") ? all.size() : Math.min(all.size(), start + size);
        Map<String, Object> answer =
                map("data", all.subList(start, end), "total", all.size(), "more", end < all.size());
        if (end == all.size()) {
            return json(200, answer);
        }
        String next = request.target().replaceAll("[?&]page=\\d+", "");
        next += (next.contains("?") ? "&" : "?") + "page=" + (from / size + 2);
        switch (way) {
            case "cursor" -> answer.put("next", "c" + end);
            case "next" -> answer.put("next", next);
            default -> {
                return json(200, answer).header("Link", "<" + url() + next + ">; rel=\"next\"");
            }
        }
        return json(200, answer);
    }

    private static Answer refusal(int status, String message) {
        return json(status, map("message", message));
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
