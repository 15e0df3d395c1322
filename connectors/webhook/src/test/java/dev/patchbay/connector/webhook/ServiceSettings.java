package dev.patchbay.connector.webhook;

import dev.patchbay.contract.ContractCall;
import dev.patchbay.contract.ContractContext;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Settings that fit {@link FakeService}, for each way to turn its pages. */
final class ServiceSettings {
    static final Set<String> SECRETS = Set.of(
            "token",
            "password",
            "push.secret",
            "webhook.secret",
            "webhook.secret.previous",
            "proxy.password",
            "tls.password");

    private static final InstanceId ID = InstanceId.ofType("webhook");

    private ServiceSettings() {}

    /** @param way link, cursor, offset, page, next or plain */
    static Map<String, Object> of(FakeService service, String way, Object... more) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("url", service.url());
        settings.put("auth", "bearer");
        settings.put("token", FakeService.KEY);
        settings.put("records", new String[] {"orders:/" + way + "/orders"});
        settings.put("items", "/data");
        settings.put("changed", "/updated_at");
        settings.put("paging.size", "size");
        switch (way) {
            case "cursor" ->
                settings.putAll(Map.of("paging", "cursor", "paging.next", "/next", "paging.parameter", "after"));
            case "next" -> settings.putAll(Map.of("paging", "next-url", "paging.next", "/next"));
            case "offset" -> settings.putAll(Map.of("paging", "offset", "paging.parameter", "offset"));
            case "page" ->
                settings.putAll(Map.of("paging", "page", "paging.parameter", "page", "paging.more", "/more"));
            case "link" -> settings.put("paging", "link");
            default -> settings.put("paging", "none");
        }
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    static WebhookConnector connector(Map<String, Object> settings) {
        ContractContext context = ContractContext.of(ID, settings, SECRETS);
        return new WebhookConnector(context, context.config(Settings.class));
    }

    static ContractCall call() {
        return ContractCall.of(ID, Duration.ofSeconds(20));
    }
}
