package dev.patchbay.model;

/**
 * Where the reason of a failure lies, as far as it can be told: what a person looks at first. A connector may say it,
 * {@link ConnectorException#causedBy} and {@link Health#causedBy}; where it does not, it is told from the error code and the
 * chain of causes.
 */
public enum FailureCause {
    /** The name of the external system is not known. */
    DNS("the name of the external system cannot be resolved; look at 'url' and at the DNS of this machine"),
    /** Somebody is there, but nobody listens. */
    REFUSED("the connection was refused; look whether the external system runs, and at host and port of 'url'"),
    /** There is no way to it, or the connection broke. */
    UNREACHABLE("the network does not lead there, or the connection broke; look at routes, firewalls and proxies"),
    /** No safe connection, for example because a certificate has expired or nobody trusts it. */
    TLS("no trusted TLS connection can be made; look at the certificate of the external system and who vouches for it"),
    /** It did not answer in time. */
    TIMEOUT("no answer came in time; look at the load of the external system and at 'timeout'"),
    /** It says itself that it cannot serve. */
    UNAVAILABLE("the external system says that it cannot serve now; look at its own status, or wait"),
    /** It does not accept the credentials. */
    AUTHENTICATION("the credentials are not accepted; look whether they are still valid, and renew them"),
    /** The credentials are good, but do not allow this. */
    PERMISSION("the credentials do not allow this; have the right granted, or use others"),
    /** A limit of requests, of ours or of the external system. */
    QUOTA("a limit of requests is used up; call less often, or have the limit raised"),
    /** It answers with something else than its description says. */
    SCHEMA("the answer is not what was expected; look whether 'url' leads to the right system and version"),
    /** The settings cannot work. */
    SETTINGS("the settings cannot work; mend what the message names"),
    /** A fault in the connector. */
    FAULT("the connector has a fault; report it to its author");

    private final String sentence;

    FailureCause(String sentence) {
        this.sentence = sentence;
    }

    /** What it means and where to look, in one sentence that is the same for every instance. */
    public String sentence() {
        return sentence;
    }
}
