package dev.patchbay.connector.webhook;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import dev.patchbay.toolkit.http.HttpService;
import dev.patchbay.toolkit.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which record type lies at which path, and the request of its first page: the parameters of a pull go into the query.
 * A caller names a path only if the settings let callers do so, and never one that leads out of the URL's.
 */
final class RecordPaths {
    static final String PATH = "path";

    private static final Pattern OPEN = Pattern.compile("(/[A-Za-z0-9._~!$&'()*+,;=:@%-]+)+/?");
    private static final Pattern CLIMBS = Pattern.compile("(?i)(^|/)(\\.|%2e){1,2}(/|$)|%2f|%5c");

    private final HttpService http;
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Set<String> own = new TreeSet<>();
    private final boolean open;

    RecordPaths(HttpService http, Settings settings) {
        this.http = http;
        this.open = settings.open_paths();
        for (String each : settings.records()) {
            int colon = each.indexOf(':');
            paths.put(
                    each.substring(0, Math.max(colon, 0)),
                    each.substring(colon + 1).strip());
        }
        own.add(settings.paging_parameter().strip());
        own.add(settings.paging_size().strip());
        own.add(settings.auth().equals("query") ? settings.auth_name().strip() : "");
    }

    /** The path of the first record type; empty if there is none. */
    Optional<String> first() {
        return paths.values().stream().findFirst();
    }

    /** @param without a parameter of the pull that stays away from the query; empty for none */
    Request request(PullRequest pull, String without) {
        String named = pull.parameters().get(PATH);
        Request request = named == null ? http.get(path(pull)).named(name(path(pull))) : open(named);
        pull.parameters().forEach((name, value) -> {
            if (own.contains(name)) {
                throw new ConnectorException(
                        ErrorCode.INVALID_REQUEST,
                        "'" + name + "' is a parameter that the instance sets itself; leave it out");
            }
            if (!name.equals(PATH) && !name.equals(without)) {
                request.query(name, value);
            }
        });
        return request;
    }

    private String path(PullRequest pull) {
        String path = paths.get(pull.recordType());
        if (path == null) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + pull.recordType() + "' is none of the record types " + new TreeSet<>(paths.keySet())
                            + "; name its path in 'records'");
        }
        return path;
    }

    private Request open(String path) {
        if (!open) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "the instance takes no path from callers; name it in 'records', or set 'open.paths' to true");
        }
        if (!OPEN.matcher(path).matches() || CLIMBS.matcher(path).find()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "the parameter 'path' is no path below the URL; write one such as /v1/orders");
        }
        return http.get(path).named("/{path}");
    }

    /** For logs: the query may hold what is nobody's business. */
    static String name(String path) {
        String name = path.replaceFirst("\\?.*", "");
        return name.isEmpty() ? "/" : name;
    }
}
