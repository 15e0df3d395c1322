package dev.patchbay.connector.github;

import dev.patchbay.spi.SettingRule;
import dev.patchbay.toolkit.http.NetworkSettings;
import dev.patchbay.toolkit.tls.TlsSettings;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of one way into GitHub. */
@ObjectClassDefinition(
        name = "GitHub",
        description = "Issues, pull requests, commits, repositories, releases and comments of github.com or a GitHub"
                + " Enterprise Server")
public @interface Settings {

    @AttributeDefinition(
            name = "URL",
            description = "The address of the REST interface; of a GitHub Enterprise Server https://HOST/api/v3",
            required = false)
    @SettingRule(pattern = "\\s*https?://.+", expected = "an address such as https://api.github.com")
    String url() default "https://api.github.com";

    @AttributeDefinition(
            name = "Repository",
            description = "OWNER/NAME of the repository of calls that name no other, such as octocat/hello-world",
            required = false)
    @SettingRule(pattern = "\\s*[A-Za-z0-9._-]+/[A-Za-z0-9._-]+\\s*", expected = "OWNER/NAME")
    String repository() default "";

    @AttributeDefinition(
            name = "Token",
            description = "A personal access token, fine-grained or classic; without one, public things can be read, 60"
                    + " requests an hour",
            type = AttributeType.PASSWORD,
            required = false)
    String token() default "";

    @AttributeDefinition(
            name = "App",
            description = "To act as a GitHub App instead: the id or client id of the app",
            required = false)
    String app_id() default "";

    @AttributeDefinition(
            name = "Installation",
            description = "The id of the app's installation, the number at the end of its settings page's address",
            required = false)
    @SettingRule(pattern = "\\s*\\d+\\s*", expected = "a number")
    String app_installation() default "";

    @AttributeDefinition(
            name = "App key",
            description = "A private key of the app, the content of its PEM file; best by a reference to a secret",
            type = AttributeType.PASSWORD,
            required = false)
    String app_key() default "";

    @AttributeDefinition(
            name = "Webhook secret",
            description =
                    "What was entered as secret of the webhook at GitHub; deliveries that it did not sign are refused",
            type = AttributeType.PASSWORD,
            required = false)
    String webhook_secret() default "";

    @AttributeDefinition(name = "Proxy", description = NetworkSettings.PROXY, required = false)
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
