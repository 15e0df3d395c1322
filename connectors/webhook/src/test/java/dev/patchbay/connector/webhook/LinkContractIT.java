package dev.patchbay.connector.webhook;

class LinkContractIT extends WebhookContract {

    LinkContractIT() {
        super("link", "ascending");
    }
}
