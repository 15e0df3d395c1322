package dev.patchbay.registry.call;

import dev.patchbay.model.Page;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.WebhookResult;

/** How many records a call was about. */
final class Records {
    private Records() {}

    /** Those pulled, received, or accepted of a push; 0 of any other result, and of none. */
    static int in(Object result) {
        if (result instanceof Page page) {
            return page.records().size();
        }
        if (result instanceof PushResult pushed) {
            return pushed.accepted();
        }
        return result instanceof WebhookResult received ? received.records().size() : 0;
    }
}
