package dev.patchbay.connector.email;

import dev.patchbay.spi.SettingRule;
import dev.patchbay.toolkit.http.NetworkSettings;
import dev.patchbay.toolkit.tls.TlsSettings;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of one mail account. */
@ObjectClassDefinition(
        name = "Email",
        description = "A mail account: messages pulled from its IMAP folders, and sent through its SMTP server")
public @interface Settings {

    @AttributeDefinition(
            name = "URL",
            description =
                    "The IMAP server to pull from: imaps://imap.example.com for TLS from the first byte (port 993),"
                            + " imap://imap.example.com:143 for STARTTLS. Leave it out to send only",
            required = false)
    @SettingRule(form = SettingRule.Form.URL, schemes = "imap imaps")
    String url() default "";

    @AttributeDefinition(
            name = "SMTP URL",
            description = "The server to send through: smtps://smtp.example.com for TLS from the first byte (port 465),"
                    + " smtp://smtp.example.com for STARTTLS (port 587). Leave it out to pull only",
            required = false)
    @SettingRule(form = SettingRule.Form.URL, schemes = "smtp smtps")
    String smtp_url() default "";

    @AttributeDefinition(
            name = "STARTTLS",
            description =
                    "What happens on an imap: or smtp: address. required: the line is encrypted before anything is"
                            + " told, or nothing is done; off: everything is sent in clear, passwords too",
            options = {@Option(label = "required", value = "required"), @Option(label = "off", value = "off")},
            required = false)
    String starttls() default "required";

    @AttributeDefinition(
            name = "Authentication",
            description = "password: 'user' and 'password'; xoauth2: 'user' and 'access.token', as Google and Microsoft"
                    + " want it",
            options = {@Option(label = "password", value = "password"), @Option(label = "xoauth2", value = "xoauth2")},
            required = false)
    String auth() default "password";

    @AttributeDefinition(
            name = "User",
            description =
                    "Whose mail it is; mostly the address. Without a user nobody signs in, as some relays want it",
            required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "The user's password, or one for this application alone; a changed one is used from the next"
                    + " sign-in on",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(
            name = "Access token",
            description =
                    "For auth=xoauth2: the OAuth2 access token, read at each sign-in, so that whoever renews it only"
                            + " has to replace the secret",
            type = AttributeType.PASSWORD,
            required = false)
    String access_token() default "";

    @AttributeDefinition(
            name = "Token URL",
            description =
                    "For auth=xoauth2: where access tokens are asked for, by 'oauth2.refresh.token' or, without one,"
                            + " as the client itself; in the place of 'access.token'",
            required = false)
    @SettingRule(form = SettingRule.Form.URL)
    String oauth2_token_url() default "";

    @AttributeDefinition(
            name = "Client id",
            description = "As whom tokens are asked for; goes with 'oauth2.token.url'",
            required = false)
    String oauth2_client_id() default "";

    @AttributeDefinition(
            name = "Client secret",
            description = "The secret of 'oauth2.client.id', if it has one",
            type = AttributeType.PASSWORD,
            required = false)
    String oauth2_client_secret() default "";

    @AttributeDefinition(
            name = "Refresh token",
            description =
                    "For what the user has allowed once; one that is replaced is kept where its reference points to",
            type = AttributeType.PASSWORD,
            required = false)
    String oauth2_refresh_token() default "";

    @AttributeDefinition(
            name = "Scope",
            description = "What the token is for, with blanks between, as the service wants it",
            required = false)
    String oauth2_scope() default "";

    @AttributeDefinition(
            name = "SMTP user",
            description = "If the SMTP server knows another user than the IMAP server; goes with 'smtp.password'",
            required = false)
    String smtp_user() default "";

    @AttributeDefinition(
            name = "SMTP password",
            description = "The password of 'smtp.user'",
            type = AttributeType.PASSWORD,
            required = false)
    String smtp_password() default "";

    @AttributeDefinition(
            name = "From",
            description = "Who sends, where a record does not say it: support@example.com, or Support"
                    + " <support@example.com>; 'user' if empty",
            required = false)
    String from() default "";

    @AttributeDefinition(
            name = "Folder",
            description = "The folder that is pulled if a pull names none, and that health looks into",
            required = false)
    String folder() default "INBOX";

    @AttributeDefinition(
            name = "Connections",
            description = "The most connections to the IMAP server at once; calls beyond that wait for one. Services"
                    + " allow few: Gmail 15 for all clients of an account together",
            min = "1",
            max = "50",
            required = false)
    int pool_size() default 3;

    @AttributeDefinition(
            name = "Largest message",
            description = "How many bytes of a message are fetched; of a larger one what lies behind is left out, and"
                    + " the record says so",
            min = "10000",
            required = false)
    int message_max_bytes() default 25_000_000;

    @AttributeDefinition(
            name = "Largest attachment",
            description =
                    "Up to how many bytes an attachment's content is in the record; of larger ones, and of all if it"
                            + " is 0, only name, type and size are",
            min = "0",
            required = false)
    int attachment_max_bytes() default 10_000_000;

    @AttributeDefinition(
            name = "Largest page",
            description = "After how many bytes of messages a page ends, however many records were asked for, so that a"
                    + " pull of large messages needs no more memory",
            min = "100000",
            required = false)
    int page_max_bytes() default 30_000_000;

    @AttributeDefinition(
            name = "Proxy",
            description = NetworkSettings.PROXY + "; on the way to 'oauth2.token.url', as mail goes directly",
            required = false)
    String proxy() default "";

    @AttributeDefinition(name = "No proxy", description = NetworkSettings.NO_PROXY, required = false)
    String no_proxy() default "";

    @AttributeDefinition(name = "Proxy user", description = NetworkSettings.PROXY_USER, required = false)
    String proxy_user() default "";

    @AttributeDefinition(
            name = "Proxy password",
            description = NetworkSettings.PROXY_PASSWORD,
            type = AttributeType.PASSWORD,
            required = false)
    String proxy_password() default "";

    @AttributeDefinition(name = "Authorities", description = TlsSettings.CA, required = false)
    String tls_ca() default "";

    @AttributeDefinition(name = "Client certificate", description = TlsSettings.CERTIFICATE, required = false)
    String tls_certificate() default "";

    @AttributeDefinition(name = "Client key", description = TlsSettings.KEY, required = false)
    String tls_key() default "";

    @AttributeDefinition(
            name = "Client key store's password",
            description = TlsSettings.PASSWORD,
            type = AttributeType.PASSWORD,
            required = false)
    String tls_password() default "";
}
