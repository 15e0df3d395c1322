package dev.patchbay.connector.webhook;

class OffsetContractIT extends WebhookContract {

    OffsetContractIT() {
        super("offset", "ascending");
    }
}
