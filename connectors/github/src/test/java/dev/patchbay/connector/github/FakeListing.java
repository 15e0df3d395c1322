package dev.patchbay.connector.github;

import dev.patchbay.contract.Answer;
import dev.patchbay.contract.Received;
import dev.patchbay.toolkit.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** As GitHub lists: filtered, in order, a page of it by number, with the way to the next one, and a tag. */
final class FakeListing {
    private final String url;
    private final Received request;
    private final List<Map<String, Object>> found;
    private final int size;
    private final int number;

    /** @param found in order */
    FakeListing(String url, Received request, List<Map<String, Object>> found) {
        this.url = url;
        this.request = request;
        this.found = found;
        this.size = Integer.parseInt(request.query().getOrDefault("per_page", "30"));
        this.number = Integer.parseInt(request.query().getOrDefault("page", "1"));
    }

    /** What the parameters leave of all, in the order that they ask for. */
    static FakeListing of(String url, Received request, List<Map<String, Object>> all) {
        Map<String, String> query = request.query();
        String since = query.getOrDefault("since", "");
        String state = query.getOrDefault("state", "open");
        List<Map<String, Object>> found = new ArrayList<>(all.stream()
                .filter(each -> since.isEmpty()
                        || String.valueOf(each.get("updated_at")).compareTo(since) >= 0)
                .filter(each -> !each.containsKey("state") || state.equals("all") || state.equals(each.get("state")))
                .toList());
        if (query.containsKey("sort")) {
            String key = query.get("sort").equals("updated") ? "updated_at" : "created_at";
            Comparator<Map<String, Object>> order = Comparator.comparing(each -> String.valueOf(each.get(key)));
            found.sort(query.getOrDefault("direction", "desc").equals("asc") ? order : order.reversed());
        }
        return new FakeListing(url, request, found);
    }

    Answer answer() {
        String tag = "W/\"" + Integer.toHexString(page().hashCode()) + "\"";
        Answer answer = tag.equals(request.header("If-None-Match"))
                ? Answer.of(304)
                : linked(Answer.json(200, Json.write(page())));
        return answer.header("ETag", tag);
    }

    List<Map<String, Object>> page() {
        return found.subList(Math.min(found.size(), (number - 1) * size), end());
    }

    /** With the way to the next page, if there is one. */
    Answer linked(Answer answer) {
        if (end() == found.size()) {
            return answer;
        }
        String next = request.target().replaceAll("[?&]page=\\d+", "").replace("/orgs/octo/", "/organizations/9919/");
        next += (next.contains("?") ? "&" : "?") + "page=" + (number + 1);
        return answer.header("Link", "<" + url + next + ">; rel=\"next\"");
    }

    private int end() {
        return Math.min(found.size(), number * size);
    }
}
