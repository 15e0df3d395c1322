package dev.patchbay.toolkit.http;

import dev.patchbay.spi.ConnectorContext;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A service that is spoken to over HTTP: one for each connector object, closed with it. Thread-safe.
 *
 * <p>Nothing is opened before the first request. Each request is announced to its call, ends by the call's deadline,
 * bears the {@linkplain dev.patchbay.spi.CallContext#headers headers} of that, follows redirects without carrying
 * credentials to strangers, nor who made the call, and fails with a {@link dev.patchbay.model.ConnectorException} that holds no credential.
 *
 * <p>The HTTP client of the JDK makes a GET or HEAD whose connection ends before a byte of the answer once more by itself,
 * which is not announced and cannot be turned off for one client alone; it makes no other request twice.
 */
public final class HttpService implements AutoCloseable {
    private final Transport transport;
    private final Address address;
    private final Authentication authentication;
    private final Terms terms;

    private HttpService(Transport transport, Address address, Authentication authentication, Terms terms) {
        this.transport = transport;
        this.address = address;
        this.authentication = authentication;
        this.terms = terms;
    }

    /**
     * @param context also asked for the settings of {@link NetworkSettings}
     * @param url what all paths are relative to; may have a path and a query
     * @throws dev.patchbay.model.ConnectorException with INVALID_CONFIG if it is none
     */
    public static Builder builder(ConnectorContext context, String url) {
        return new Builder(context, url);
    }

    /** The same service asked with these credentials; either may be closed, and closes both. */
    public HttpService with(Authentication credentials) {
        return new HttpService(transport, address, Objects.requireNonNull(credentials, "credentials"), terms);
    }

    /** Another service, asked over the same network and without credentials, such as where tokens are given out. */
    public HttpService at(String url) {
        return at(url, terms.errors());
    }

    /** As {@link #at(String)}, of a service that refuses in its own way. */
    public HttpService at(String url, ErrorRules errors) {
        Address other = Address.of(url);
        return new HttpService(transport, other, Authentication.none(), terms.elsewhere(other.origin(), errors));
    }

    public Request get(String path) {
        return request("GET", path);
    }

    public Request post(String path) {
        return request("POST", path);
    }

    public Request put(String path) {
        return request("PUT", path);
    }

    public Request patch(String path) {
        return request("PATCH", path);
    }

    public Request delete(String path) {
        return request("DELETE", path);
    }

    /**
     * Begins a request.
     *
     * @param path relative to the service's URL and beginning with a slash, or empty for the URL itself; {@code {names}}
     *     in it are filled by {@link Request#path}. As it stands here, unfilled, it is told to log and metrics
     */
    public Request request(String method, String path) {
        return new Request(this, method, path);
    }

    /** Ends all that goes on, and every thread. */
    @Override
    public void close() {
        transport.close();
    }

    Transport transport() {
        return transport;
    }

    Address address() {
        return address;
    }

    Authentication authentication() {
        return authentication;
    }

    Terms terms() {
        return terms;
    }

    /** Collects what holds for all requests; not thread-safe. */
    public static final class Builder {
        private final ConnectorContext context;
        private final Address address;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Set<Origin> origins = new HashSet<>();
        private Authentication authentication = Authentication.none();
        private ErrorRules errors = ErrorRules.builder().build();
        private LimitHeaders limits = LimitHeaders.standard();
        private boolean compressed;
        private int maxBytes = 64 << 20;
        private Clock clock = Clock.systemUTC();
        private UnaryOperator<String> environment = System::getenv;

        private Builder(ConnectorContext context, String url) {
            this.context = Objects.requireNonNull(context, "context");
            this.address = Address.of(url);
            origins.add(address.origin());
            headers.put("Accept", "application/json");
            headers.put("User-Agent", "Patchbay");
        }

        public Builder authentication(Authentication value) {
            this.authentication = Objects.requireNonNull(value, "authentication");
            return this;
        }

        /** A header of every request, such as {@code Accept}; a request may set another value. Not for credentials. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        public Builder errors(ErrorRules value) {
            this.errors = Objects.requireNonNull(value, "errors");
            return this;
        }

        public Builder limits(LimitHeaders value) {
            this.limits = Objects.requireNonNull(value, "limits");
            return this;
        }

        /** Another origin that is trusted with the credentials, for example one to which next pages point. */
        public Builder trust(String url) {
            origins.add(Address.of(url).origin());
            return this;
        }

        /** Asks for gzip. What comes so is unpacked in any case. */
        public Builder compressed() {
            this.compressed = true;
            return this;
        }

        /** The most that an answer may have that is kept in memory, unpacked; 64 MiB if nothing is said. */
        public Builder maxBytes(int value) {
            this.maxBytes = value;
            return this;
        }

        /** What tells the time to reset headers of a service that sends no {@code Date}. */
        public Builder clock(Clock value) {
            this.clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        /** For tests, instead of the environment of the process. */
        Builder environment(UnaryOperator<String> variables) {
            this.environment = variables;
            return this;
        }

        public HttpService build() {
            if (compressed) {
                headers.put("Accept-Encoding", "gzip");
            }
            Terms terms = new Terms(headers, origins, errors, limits, maxBytes, clock);
            return new HttpService(Transport.of(context, environment), address, authentication, terms);
        }
    }
}
