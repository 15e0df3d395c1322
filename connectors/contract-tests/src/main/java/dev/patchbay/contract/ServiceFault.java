package dev.patchbay.contract;

/** What can go wrong with an external system: {@link ConnectorContract#fail} makes it happen to the next request, once. */
public enum ServiceFault {
    /** It answers that it cannot serve now, without saying when: status 500 or 503, a database that shuts down. */
    UNAVAILABLE,
    /** The connection breaks while the answer is under way. */
    CONNECTION_LOST,
    /** It refuses because of a limit and asks to be left alone for 30 seconds: status 429 with {@code Retry-After: 30}. */
    LIMIT,
    /** What the connector was let in with is not accepted any more, although its credentials are good: an old token. */
    TOKEN_EXPIRED,
    /** In place of the answer comes a page for people, with status 200. */
    SIGN_IN_PAGE,
    /** The answer is complete by its length, but its document ends halfway. */
    HALF_DOCUMENT,
    /** It applies a write, and the connection breaks before it has answered. */
    ANSWER_LOST,
    /** It takes the request, applies a write if it can, and never answers; the connection stays. */
    HANG
}
