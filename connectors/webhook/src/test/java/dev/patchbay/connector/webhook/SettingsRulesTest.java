package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.spi.ConnectorSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

class SettingsRulesTest {

    @Test
    void needsNothingButAUrl() {
        assertEquals(List.of(), keys(Map.of()));
    }

    @Test
    void tellsEverythingThatIsMissingAtOnce() {
        assertEquals(
                List.of(
                        "user",
                        "password",
                        "paging.next",
                        "paging.parameter",
                        "changed",
                        "since.order",
                        "push.secret",
                        "webhook.secret"),
                keys(Map.of(
                        "auth", "basic",
                        "paging", "cursor",
                        "since.parameter", "since",
                        "push.signature", "hmac",
                        "webhook.signature", "standard")));
    }

    @Test
    void wantsAllThatASignatureTakes() {
        assertEquals(List.of("token", "auth.name"), keys(Map.of("auth", "hmac")));
        Map<String, Object> sound = Map.of("auth", "hmac", "token", "x", "auth.name", "X-Signature");
        assertEquals(List.of(), keys(sound));
        for (Map<String, Object> odd : List.<Map<String, Object>>of(
                Map.of("auth.timestamp.header", ""), Map.of("auth.signed", "{method} {path} {body}"))) {
            Map<String, Object> settings = new TreeMap<>(sound);
            settings.putAll(odd);
            assertEquals(List.of("auth.signed"), keys(settings));
        }
        Map<String, Object> twice = new TreeMap<>(sound);
        twice.putAll(Map.of("push.signature", "hmac", "push.secret", "y", "push.signature.header", "x-signature"));
        assertEquals(List.of("auth.name"), keys(twice));
    }

    @Test
    void wantsTheKeysOfEachWayToTurnPages() {
        assertEquals(List.of("paging.next"), keys(Map.of("paging", "next-url")));
        assertEquals(List.of("paging.parameter"), keys(Map.of("paging", "offset")));
        assertEquals(List.of("paging.parameter"), keys(Map.of("paging", "page")));
        assertEquals(List.of(), keys(Map.of("paging", "link")));
        assertEquals(
                List.of("paging.more", "paging.parameter", "paging.total"),
                keys(Map.of("paging", "link", "paging.more", "/a", "paging.parameter", "b", "paging.total", "/c")));
    }

    @Test
    void wantsAKeyByWhichTheReceiverKnowsWhatItHas() {
        assertEquals(List.of("push.idempotent"), keys(Map.of("push.idempotent", true, "push.idempotency.header", "")));
        assertEquals(
                List.of(),
                keys(Map.of(
                        "push.idempotent",
                        true,
                        "push.idempotency.header",
                        "",
                        "push.signature",
                        "standard",
                        "push.secret",
                        "x")));
    }

    @Test
    void tellsWhatIsSetInVain() {
        assertEquals(
                List.of("token", "since.order", "push.secret", "push.rejections", "webhook.secret"),
                keys(Map.of(
                        "token", "x",
                        "since.order", "any",
                        "push.secret", "x",
                        "push.rejections", "/errors",
                        "webhook.secret", "x")));
    }

    @Test
    void wantsOnePathForEachType() {
        assertEquals(List.of("records"), keys(Map.of("records", new String[] {"orders:/a", "bills:/b", "orders:/c"})));
    }

    private static List<String> keys(Map<String, Object> given) {
        Map<String, Object> all = new TreeMap<>(given);
        all.put("url", "https://api.example.com");
        ConnectorSettings settings = new ConnectorSettings() {
            @Override
            public InstanceId id() {
                return InstanceId.ofType("webhook");
            }

            @Override
            public <T> T config(Class<T> type) {
                return Converters.standardConverter().convert(all).to(type);
            }

            @Override
            public boolean isSet(String key) {
                return all.containsKey(key);
            }
        };
        return new WebhookConnectorFactory()
                .validate(settings).stream()
                        .map(Problem::key)
                        .map(each -> each.orElse(""))
                        .toList();
    }
}
