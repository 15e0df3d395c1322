package dev.patchbay.vault;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;

/** The ways in which this fails, each a sentence without a secret. */
final class Refusal {

    private Refusal() {}

    /** Somebody has to mend settings here or in Vault. */
    static ConnectorException wrong(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_CONFIG, sentence);
    }

    static ConnectorException denied(String sentence) {
        return new ConnectorException(ErrorCode.PERMISSION_DENIED, sentence);
    }

    /** Vault's own message is left out: nobody knows what is in it. */
    static ConnectorException unavailable(String sentence) {
        return new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, sentence);
    }

    /** What a status means whatever was asked. */
    static ConnectorException of(Reply reply, String address) {
        String vault = "Vault at '" + address + "' ";
        String number = " (" + reply.status() + ")";
        return switch (reply.status()) {
            case 400 -> wrong(vault + "does not understand the request" + number + "; see to namespace and path");
            case 429, 472, 473 ->
                unavailable(vault + "does not serve requests now" + number + "; ask its active node, or later");
            case 501 -> unavailable(vault + "is not initialised" + number + "; initialise it");
            case 503 -> unavailable(vault + "is sealed or under maintenance" + number + "; unseal it");
            default -> unavailable(vault + "answers with " + reply.status() + "; look into its log");
        };
    }
}
