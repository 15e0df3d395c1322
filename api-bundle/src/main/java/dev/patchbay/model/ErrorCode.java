package dev.patchbay.model;

/** Why a call failed, in the few kinds that a caller can act on. */
public enum ErrorCode {
    /** No such type or instance, or its type is not installed. */
    CONNECTOR_NOT_FOUND(false),
    /** The same type and version is registered already. */
    ALREADY_REGISTERED(false),
    /** Installed, but not a version that can run here or that was asked for. */
    INCOMPATIBLE_VERSION(false),
    /** The settings have problems; the message names every one. */
    INVALID_CONFIG(false),
    /** What the caller asks cannot be asked so: a missing parameter, a value that fits nothing; nothing was sent. */
    INVALID_REQUEST(false),
    /** The connector does not implement the capability, or does not know the operation or record type. */
    UNSUPPORTED_CAPABILITY(false),
    /** The instance is switched off; no request was made. */
    CONNECTOR_DISABLED(false),
    /**
     * The external system does not accept the credentials, and nothing of the call was applied: if they turn out to have
     * been rotated meanwhile, the runtime makes the same call again; one that writes only if it announced a single request or
     * is idempotent.
     */
    AUTHENTICATION_FAILED(false),
    /** The credentials are good, but do not allow this. */
    PERMISSION_DENIED(false),
    /** A limit of ours or of the external system; {@link ConnectorException#retryAfter()} tells when to come back. */
    RATE_LIMITED(true),
    /** The deadline passed. */
    TIMED_OUT(true),
    /** The external system cannot be reached, or says that it cannot serve now. */
    REMOTE_UNAVAILABLE(true),
    /** The external system understood the request and refuses it; the same request will be refused again. */
    REMOTE_REJECTED(false),
    /** The external system answered with something else than its description says: a sign-in page, half a document. */
    UNEXPECTED_RESPONSE(false),
    /** A write was sent and its answer never came: it may or may not have been applied. */
    OUTCOME_UNKNOWN(false),
    /** The cursor is not one of this connector's, or of another major version; start from the beginning. */
    CURSOR_INVALID(false),
    /** A fault in the connector itself: an unexpected exception, a null, a broken promise of the contract. */
    CONNECTOR_FAULT(false);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same call may succeed later without anybody changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
