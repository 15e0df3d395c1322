package dev.patchbay.connector.webhook;

import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.webhook.HmacSignature;
import dev.patchbay.toolkit.webhook.StandardWebhooks;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** The headers that tell the receiver of a post that it comes from us. */
@FunctionalInterface
interface Signing {

    /** @param key the same whenever the same is posted again */
    Map<String, String> headers(String key, byte[] body);

    static Signing of(ConnectorContext context, Settings settings) {
        return switch (settings.push_signature()) {
            case "hmac" -> {
                HmacSignature signature = hmac(settings);
                yield (key, body) -> signature.sign(context.secret("push.secret"), body);
            }
            case "standard" -> {
                // The window is for those who receive.
                StandardWebhooks standard = StandardWebhooks.of(Duration.ofMinutes(5), Clock.systemUTC());
                yield (key, body) -> standard.sign("msg_" + key, context.secret("push.secret"), body);
            }
            default -> (key, body) -> Map.of();
        };
    }

    private static HmacSignature hmac(Settings settings) {
        HmacSignature plain = encoded(
                settings.push_signature_header(), settings.push_signature_prefix(), settings.push_signature_encoding());
        String time = settings.push_timestamp_header().strip();
        return time.isEmpty()
                ? plain
                : plain.timestamp(time, "{timestamp}.{body}", Duration.ofMinutes(5), Clock.systemUTC());
    }

    /** The signature of every request, for auth = hmac. */
    static HmacSignature ofRequests(Settings settings) {
        HmacSignature plain =
                encoded(settings.auth_name(), settings.auth_signature_prefix(), settings.auth_signature_encoding());
        String time = settings.auth_timestamp_header().strip();
        return time.isEmpty()
                ? plain.content(settings.auth_signed())
                : plain.timestamp(time, settings.auth_signed(), Duration.ofMinutes(5), Clock.systemUTC());
    }

    private static HmacSignature encoded(String header, String prefix, String encoding) {
        HmacSignature plain = HmacSignature.in(header.strip()).prefix(prefix);
        return encoding.equals("base64") ? plain.base64() : plain;
    }
}
