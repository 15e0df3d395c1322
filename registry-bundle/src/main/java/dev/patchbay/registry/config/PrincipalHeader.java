package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which names the setting {@code principal.header} may have: none that means something else to whoever reads a request. */
final class PrincipalHeader {
    private static final Set<String> TAKEN = Set.of(
            "authorization",
            "baggage",
            "cache-control",
            "connection",
            "cookie",
            "cookie2",
            "date",
            "expect",
            "forwarded",
            "host",
            "http2-settings",
            "keep-alive",
            "max-forwards",
            "origin",
            "pragma",
            "range",
            "referer",
            "te",
            "traceparent",
            "tracestate",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "user-agent",
            "via",
            "x-correlation-id",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-port",
            "x-forwarded-prefix",
            "x-forwarded-proto",
            "x-forwarded-server",
            "x-http-method-override",
            "x-method-override");

    private static final List<String> FAMILIES =
            List.of("accept", "access-control-", "content-", "if-", "proxy-", "sec-");

    private PrincipalHeader() {}

    /** The same attribute for a name as HTTP writes it; blank is none. */
    static Attribute named(Attribute attribute) {
        return CommonTable.copy(attribute)
                .pattern(
                        "[A-Za-z0-9!#$%&'*.^_`|~+-]{0,64}",
                        "the name of a header, up to 64 letters, digits and -, such as X-Forwarded-User")
                .build();
    }

    /** What is wrong with the one of an instance. */
    static Optional<Problem> broken(Settings settings) {
        return settings.common()
                .principalHeader()
                .filter(name -> isTaken(name.toLowerCase(Locale.ROOT)))
                .map(name -> Problem.ofKey(
                        CommonSettings.PRINCIPAL_HEADER,
                        "'principal.header' is '" + name
                                + "', which says something else of a request; write another name, such as"
                                + " X-Forwarded-User"));
    }

    private static boolean isTaken(String name) {
        return TAKEN.contains(name) || FAMILIES.stream().anyMatch(name::startsWith);
    }
}
