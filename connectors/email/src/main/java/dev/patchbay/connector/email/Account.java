package dev.patchbay.connector.email;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.toolkit.tls.Tls;
import java.util.Optional;

/**
 * The settings of an instance, taken apart.
 *
 * @param from who sends, where a record does not say it; empty if nobody is told
 */
record Account(
        InstanceId id,
        Optional<Server> imap,
        Optional<Server> smtp,
        Credentials reader,
        Credentials sender,
        Tls tls,
        String from,
        String folder,
        int connections,
        Limits limits) {

    /** How many bytes of a message, of an attachment and of all messages of a page are kept. */
    record Limits(int message, int attachment, int page) {}

    /** Takes settings that {@link SettingsRules} found sound. */
    static Account of(ConnectorContext context) {
        Settings settings = context.config(Settings.class);
        boolean token = settings.auth().equals("xoauth2");
        // Whatever else is written there, a password goes out in clear only by this word.
        boolean starttls = !settings.starttls().equals("off");
        Credentials reader = new Credentials(settings.user().trim(), token, secret(context, settings, token));
        Credentials sender = settings.smtp_user().isBlank()
                ? reader
                : new Credentials(
                        settings.smtp_user().trim(), false, SignInSecret.configured(context, "smtp.password"));
        return new Account(
                context.id(),
                Server.of(settings.url(), starttls),
                Server.of(settings.smtp_url(), starttls),
                reader,
                sender,
                Tls.of(context),
                settings.from().isBlank()
                        ? settings.user().trim()
                        : settings.from().trim(),
                settings.folder(),
                settings.pool_size(),
                new Limits(settings.message_max_bytes(), settings.attachment_max_bytes(), settings.page_max_bytes()));
    }

    private static SignInSecret secret(ConnectorContext context, Settings settings, boolean token) {
        if (token && !settings.oauth2_token_url().isBlank()) {
            return GrantedToken.of(context, settings);
        }
        return SignInSecret.configured(context, token ? "access.token" : "password");
    }

    /** @throws ConnectorException with INVALID_CONFIG if the settings name no server to pull from */
    Server requireImap() {
        return imap.orElseThrow(() -> missing("url", "pulled, moved or flagged", "imaps://imap.example.com"));
    }

    /** @throws ConnectorException with INVALID_CONFIG if the settings name no server to send through */
    Server requireSmtp() {
        return smtp.orElseThrow(() -> missing("smtp.url", "sent", "smtps://smtp.example.com"));
    }

    private ConnectorException missing(String key, String what, String example) {
        return new ConnectorException(
                ErrorCode.INVALID_CONFIG,
                "'" + key + "' is not set, without which no mail can be " + what + "; set it, as in " + example);
    }
}
