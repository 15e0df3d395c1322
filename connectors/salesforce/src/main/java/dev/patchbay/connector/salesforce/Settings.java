package dev.patchbay.connector.salesforce;

import dev.patchbay.spi.SettingRule;
import dev.patchbay.toolkit.http.NetworkSettings;
import dev.patchbay.toolkit.tls.TlsSettings;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings of one way into an organization at Salesforce. */
@ObjectClassDefinition(name = "Salesforce", description = "Objects and SOQL queries of Salesforce")
public @interface Settings {

    @AttributeDefinition(
            name = "URL",
            description = "Where one signs in: your My Domain such as https://acme.my.salesforce.com, which"
                    + " auth=client-credentials needs, or https://login.salesforce.com, or https://test.salesforce.com"
                    + " for a sandbox; records are asked for where Salesforce then says",
            required = false)
    @SettingRule(form = SettingRule.Form.URL)
    String url() default "https://login.salesforce.com";

    @AttributeDefinition(
            name = "Sign-in",
            description = "client-credentials: as the app's own user; jwt-bearer: as 'user', by a signature;"
                    + " refresh-token: as whoever has allowed it",
            options = {
                @Option(label = "client-credentials", value = "client-credentials"),
                @Option(label = "jwt-bearer", value = "jwt-bearer"),
                @Option(label = "refresh-token", value = "refresh-token")
            },
            required = false)
    String auth() default "client-credentials";

    @AttributeDefinition(name = "Client id", description = "The consumer key of the external client or connected app")
    String client_id();

    @AttributeDefinition(
            name = "Client secret",
            description =
                    "The app's consumer secret; for client-credentials, and for refresh-token if the app wants it",
            type = AttributeType.PASSWORD,
            required = false)
    String client_secret() default "";

    @AttributeDefinition(
            name = "User",
            description = "For jwt-bearer: the name of the user to act as, such as integration@acme.com",
            required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Private key",
            description = "For jwt-bearer: the RSA key, as PEM, whose certificate the app was given",
            type = AttributeType.PASSWORD,
            required = false)
    String private_key() default "";

    @AttributeDefinition(
            name = "Refresh token",
            description =
                    "For refresh-token; if Salesforce replaces it at use, the new one is kept here, so put it where"
                            + " secrets can be written",
            type = AttributeType.PASSWORD,
            required = false)
    String refresh_token() default "";

    @AttributeDefinition(name = "API version", description = "Of the REST interface, such as v62.0", required = false)
    @SettingRule(pattern = "\\s*v\\d{2,3}\\.0\\s*", expected = "a version such as v62.0")
    String api_version() default "v62.0";

    @AttributeDefinition(
            name = "Push keys",
            description = "Upserts what is pushed: the external id field of each object, such as"
                    + " Account:Number__c, Contact:Mail__c; then nothing is created that has no such field",
            required = false)
    @SettingRule(
            pattern = "\\s*\\w+\\s*:\\s*\\w+\\s*(,\\s*\\w+\\s*:\\s*\\w+\\s*)*",
            expected = "OBJECT:FIELD with commas between, such as Account:Number__c")
    String push_key() default "";

    @AttributeDefinition(
            name = "Settling time",
            description = "Seconds for which an incremental pull leaves a change alone, as one that began earlier may"
                    + " still be on its way; longer than the longest transaction",
            min = "1",
            max = "3600",
            required = false)
    int settle_seconds() default 10;

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
