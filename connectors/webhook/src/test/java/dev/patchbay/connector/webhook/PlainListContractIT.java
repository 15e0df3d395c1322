package dev.patchbay.connector.webhook;

class PlainListContractIT extends WebhookContract {

    PlainListContractIT() {
        super("plain", "any");
    }

    @Override
    public boolean givesPages() {
        return false;
    }
}
