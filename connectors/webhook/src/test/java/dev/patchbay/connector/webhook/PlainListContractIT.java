package dev.patchbay.connector.webhook;

class PlainListContractIT extends WebhookContract {

    PlainListContractIT() {
        super("plain", "any");
    }
}
