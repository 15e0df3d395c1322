package dev.patchbay.toolkit.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where one request goes: a path with its names filled and a query, or a place that the service has named. Not thread-safe. */
final class Destination {
    private final HttpService service;
    private final String template;
    private final Map<String, String> path = new LinkedHashMap<>();
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    /** Null as long as the path counts. */
    private String named;
    /** As all of this is now; null until somebody asks. */
    private URI uri;

    Destination(HttpService service, String template) {
        this.service = service;
        this.template = template;
    }

    void path(String name, String value) {
        path.put(name, value);
        uri = null;
    }

    void query(String name, String value) {
        query.add(Map.entry(name, value));
        uri = null;
    }

    void to(String url) {
        named = Targets.checked(service, url);
        query.clear();
        uri = null;
    }

    Optional<String> place(String url, Collection<String> within) {
        return Targets.place(service, this, url, within);
    }

    /** Of whom it is asked. */
    Origin origin() {
        return named == null ? service.address().origin() : Origin.of(uri(Set.of()));
    }

    /** Without credentials, also if the service has named a place with them. */
    URI uri(Set<String> credentials) {
        if (!credentials.isEmpty()) {
            return made(credentials);
        }
        if (uri == null) {
            uri = made(credentials);
        }
        return uri;
    }

    private URI made(Set<String> credentials) {
        String place = named == null ? Address.expand(template, path) : Queries.without(named, credentials);
        return service.address().resolve(place, Encoding.pairs(query));
    }
}
