package dev.patchbay.connector.webhook;

class CursorContractIT extends WebhookContract {

    CursorContractIT() {
        super("cursor", "ascending");
    }
}
