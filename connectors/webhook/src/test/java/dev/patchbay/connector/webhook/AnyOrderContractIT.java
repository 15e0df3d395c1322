package dev.patchbay.connector.webhook;

class AnyOrderContractIT extends WebhookContract {

    AnyOrderContractIT() {
        super("next", "any");
    }
}
