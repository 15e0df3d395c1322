package dev.patchbay.toolkit.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Secret;
import dev.patchbay.model.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");
    private static final byte[] BODY = bytes("Hello, World!");

    private static final HmacSignature GITHUB =
            HmacSignature.in("X-Hub-Signature-256").prefix("sha256=");

    @Test
    void acceptsTheExampleOfGitHub() {
        Map<String, String> headers = Map.of(
                "x-hub-signature-256", "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");

        verify(GITHUB, headers, BODY, SECRET);
        assertEquals(
                headers.values().toString(), GITHUB.sign(SECRET, BODY).values().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e",
                "sha256=no hexadecimal digits"
            })
    void refusesAWrongSignature(String signature) {
        refused(() -> verify(GITHUB, Map.of("X-Hub-Signature-256", signature), BODY, SECRET));
    }

    @Test
    void refusesADeliveryWithoutASignatureOrWithAnotherBody() {
        refused(() -> verify(GITHUB, Map.of(), BODY, SECRET));
        refused(() -> verify(GITHUB, GITHUB.sign(SECRET, BODY), bytes("Hello, World?"), SECRET));
    }

    @Test
    void acceptsTheSecretOfBeforeWhileItIsReplaced() {
        Map<String, String> headers = GITHUB.sign(Secret.of("old"), BODY);

        verify(GITHUB, headers, BODY, Secret.of("new"), Secret.of("old"));
        refused(() -> verify(GITHUB, headers, BODY, Secret.of("new")));
        refused(() -> verify(GITHUB, headers, BODY));
    }

    /** As Stripe and others sign: the time, and one or more signatures. */
    @Test
    void findsTimeAndSignatureInOneHeader() {
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1492774600), ZoneOffset.UTC);
        HmacSignature stripe = HmacSignature.in("Stripe-Signature")
                .prefix("v1=")
                .timestamp("stripe-signature", "{timestamp}.{body}", WINDOW, clock);
        Secret secret = Secret.of("whsec_test");
        byte[] body = bytes("{\"id\":\"evt_1\"}");
        String sound = "v1=7656fc2882a7ca0a651666b36bf2f2f22ee204f54f608f227498a2419f2890b2";
        String another = "v1=" + "0".repeat(64);

        verify(stripe, shown("t=1492774577," + sound + ",v0=6ffb"), body, secret);
        verify(stripe, shown("t=1492774577, " + another + ", " + sound), body, secret);
        verify(stripe, shown("ts=1492774577;" + sound), body, secret);
        verify(stripe, stripe.sign(secret, body), body, secret);
        for (String each : List.of(
                "t=1492774577," + another,
                "t=1492774578," + sound,
                sound,
                "t=1492774577",
                "t=1492774577," + sound.replace("v1", "v0"))) {
            refused(() -> verify(stripe, shown(each), body, secret));
        }
        refused(() -> verify(
                stripe.timestamp(
                        "Stripe-Signature", "{timestamp}.{body}", WINDOW, Clock.offset(clock, Duration.ofHours(1))),
                shown("t=1492774577," + sound),
                body,
                secret));
    }

    private static Map<String, String> shown(String value) {
        return Map.of("Stripe-Signature", value);
    }

    @Test
    void takesNoEmptySecretForOne() {
        ConnectorException failure = assertThrows(
                ConnectorException.class,
                () -> verify(GITHUB, Map.of("X-Hub-Signature-256", "sha256=00"), BODY, Secret.of("")));

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
    }

    @Test
    void signsByOtherHashesAndInBase64() {
        HmacSignature other =
                HmacSignature.in("X-Signature").algorithm("HmacSHA512").base64();
        Map<String, String> headers = other.sign(SECRET, BODY);

        assertEquals(88, headers.get("X-Signature").length());
        verify(other, headers, BODY, SECRET);
        refused(() -> verify(other, Map.of("X-Signature", "!"), BODY, SECRET));
    }

    @Test
    void acceptsTheExampleOfSlackWithinItsWindowOnly() {
        String body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Slack-Request-Timestamp", "1531420618");
        headers.put("X-Slack-Signature", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");
        Secret secret = Secret.of("8f742231b10e8888abcd99yyyzzz85a5");

        for (long away : new long[] {-300, 0, 300}) {
            verify(slack(1_531_420_618 + away), headers, bytes(body), secret);
        }
        for (long away : new long[] {-301, 301}) {
            refused(() -> verify(slack(1_531_420_618 + away), headers, bytes(body), secret));
        }
        headers.put("X-Slack-Request-Timestamp", "1531420619");
        refused(() -> verify(slack(1_531_420_618), headers, bytes(body), secret));
        headers.remove("X-Slack-Request-Timestamp");
        refused(() -> verify(slack(1_531_420_618), headers, bytes(body), secret));
    }

    @Test
    void acceptsTheExampleOfStandardWebhooksWithinItsWindowOnly() {
        Secret secret = Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = bytes("{\"test\": 2432232314}");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek");
        headers.put("webhook-timestamp", "1614265330");
        headers.put("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        verify(standard(1_614_265_330), headers, body, secret);
        assertEquals(headers, standard(1_614_265_330).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", secret, body));
        assertEquals("msg_p5jXN8AQM9LWM0D4loKWxJek", StandardWebhooks.id(webhook(headers, body)));
        refused(() -> verify(standard(1_614_265_330 + 301), headers, body, secret));
        refused(() -> verify(standard(1_614_265_330 - 301), headers, body, secret));

        headers.put("webhook-signature", "v1a,abc v1,AAAA " + headers.get("webhook-signature"));
        verify(standard(1_614_265_330), headers, body, Secret.of("whsec_AAAA"), secret);
        for (String each : List.of("webhook-id", "webhook-timestamp", "webhook-signature")) {
            Map<String, String> wrong = new LinkedHashMap<>(headers);
            wrong.put(each, "1614265331");
            refused(() -> verify(standard(1_614_265_330), wrong, body, secret));
            wrong.remove(each);
            refused(() -> verify(standard(1_614_265_330), wrong, body, secret));
        }
    }

    @Test
    void saysThatASecretIsNotAsStandardWebhooksHasIt() {
        ConnectorException failure =
                assertThrows(ConnectorException.class, () -> standard(0).sign("id", Secret.of("whsec_!hush!"), BODY));

        assertEquals(ErrorCode.INVALID_CONFIG, failure.code());
        assertFalse(failure.getMessage().contains("hush"));
    }

    private static HmacSignature slack(long now) {
        return HmacSignature.in("X-Slack-Signature")
                .prefix("v0=")
                .timestamp("X-Slack-Request-Timestamp", "v0:{timestamp}:{body}", WINDOW, clock(now));
    }

    private static StandardWebhooks standard(long now) {
        return StandardWebhooks.of(WINDOW, clock(now));
    }

    private static Clock clock(long seconds) {
        return Clock.fixed(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
    }

    private static void verify(HmacSignature signature, Map<String, String> headers, byte[] body, Secret... secrets) {
        signature.verifier(() -> List.of(secrets)).verify(webhook(headers, body));
    }

    private static void verify(StandardWebhooks standard, Map<String, String> headers, byte[] body, Secret... secrets) {
        standard.verifier(() -> List.of(secrets)).verify(webhook(headers, body));
    }

    private static Webhook webhook(Map<String, String> headers, byte[] body) {
        return Webhook.of(
                headers.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue()))),
                body);
    }

    private static void refused(Runnable attempt) {
        ConnectorException failure = assertThrows(ConnectorException.class, attempt::run);
        assertEquals(ErrorCode.AUTHENTICATION_FAILED, failure.code());
        assertTrue(failure.getMessage().contains(";"), failure.getMessage());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
