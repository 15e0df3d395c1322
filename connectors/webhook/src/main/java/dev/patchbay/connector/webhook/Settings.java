package dev.patchbay.connector.webhook;

import dev.patchbay.spi.SettingRule;
import dev.patchbay.toolkit.http.NetworkSettings;
import dev.patchbay.toolkit.tls.TlsSettings;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * The settings of one service that speaks JSON. One list, as long as it is, since neither Metatype nor an annotation can be put
 * together of parts.
 */
@ObjectClassDefinition(
        name = "Webhook",
        description =
                "Any service that speaks JSON over HTTP: collections pulled by URL, records posted, webhooks taken")
public @interface Settings {

    @AttributeDefinition(
            name = "URL",
            description = "The address that all paths are relative to, such as https://api.example.com/v2")
    @SettingRule(form = SettingRule.Form.URL)
    String url();

    @AttributeDefinition(
            name = "Authentication",
            description =
                    "none; bearer: 'token'; header or query: 'token' as the value of what 'auth.name' names; basic:"
                            + " 'user' and 'password'; hmac: every request is signed with 'token', in the header that"
                            + " 'auth.name' names. To sign only what is pushed, see push.signature",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "bearer", value = "bearer"),
                @Option(label = "header", value = "header"),
                @Option(label = "query", value = "query"),
                @Option(label = "basic", value = "basic"),
                @Option(label = "hmac", value = "hmac")
            },
            required = false)
    String auth() default "none";

    @AttributeDefinition(
            name = "Token",
            description =
                    "The bearer token, the API key, or the secret to sign with; a changed one is used from the next"
                            + " request on",
            type = AttributeType.PASSWORD,
            required = false)
    String token() default "";

    @AttributeDefinition(
            name = "Name of the key",
            description = "The header, or the parameter of the query, that bears the API key; for hmac the header that"
                    + " bears the signature",
            required = false)
    String auth_name() default "X-API-Key";

    @AttributeDefinition(
            name = "Signed of a request",
            description = "For auth = hmac: what is signed, with {method}, {path} (and its query, as they are sent),"
                    + " {timestamp} and {body}, which is empty if nothing is sent",
            required = false)
    @SettingRule(
            pattern = "(?s)(?=.*\\{path})(?=.*\\{body}).*",
            expected = "what is signed, such as {method}|{path}|{timestamp}|{body}")
    String auth_signed() default "{method}|{path}|{timestamp}|{body}";

    @AttributeDefinition(
            name = "Timestamp header of a request",
            description = "For auth = hmac: the header that bears the time of signing, in seconds since 1970; empty for"
                    + " none, which auth.signed must not have then",
            required = false)
    String auth_timestamp_header() default "X-Timestamp";

    @AttributeDefinition(
            name = "Signature prefix of a request",
            description = "For auth = hmac: what stands before the signature in its header, such as sha256=",
            required = false)
    String auth_signature_prefix() default "";

    @AttributeDefinition(
            name = "Signature encoding of a request",
            description = "For auth = hmac: how the signature, HMAC with SHA-256, is written",
            options = {@Option(label = "hex", value = "hex"), @Option(label = "base64", value = "base64")},
            required = false)
    String auth_signature_encoding() default "hex";

    @AttributeDefinition(name = "User", description = "Who signs in, for auth = basic", required = false)
    String user() default "";

    @AttributeDefinition(
            name = "Password",
            description = "That user's password",
            type = AttributeType.PASSWORD,
            required = false)
    String password() default "";

    @AttributeDefinition(
            name = "Headers",
            description = "More headers of every request, such as Accept-Version: 2, with commas between"
                    + " them; not for credentials",
            required = false)
    @SettingRule(pattern = "[A-Za-z0-9-]+\\s*:.*", expected = "NAME: VALUE")
    String[] headers() default {};

    @AttributeDefinition(
            name = "Records",
            description = "What can be pulled: TYPE:PATH of each collection, such as orders:/v1/orders,"
                    + " with commas between them; TYPE: alone is the URL itself",
            required = false)
    @SettingRule(pattern = "[A-Za-z0-9_.-]+:(/[^\\s{}]*)?", expected = "TYPE:PATH such as orders:/v1/orders")
    String[] records() default {};

    @AttributeDefinition(
            name = "Open paths",
            description = "true: a pull may name any path below the URL by its parameter 'path', with the"
                    + " credentials of the instance",
            required = false)
    boolean open_paths() default false;

    @AttributeDefinition(
            name = "Items",
            description = "Where the list lies in an answer, as a JSON pointer such as /data; empty if it"
                    + " is the whole answer",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String items() default "";

    @AttributeDefinition(
            name = "Id",
            description = "Where a record's id lies in an element of the list, as a JSON pointer",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String id() default "/id";

    @AttributeDefinition(
            name = "Changed",
            description = "Where a record's time of change lies in an element of the list, as a JSON"
                    + " pointer such as /updated_at",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String changed() default "";

    @AttributeDefinition(
            name = "Paging",
            description = "How the next page is asked for. none: there is one only; cursor: by the cursor"
                    + " that lies at paging.next; next-url: by the URL that lies there; link: by the"
                    + " header Link with rel=next; offset: by how many records to leave out; page: by"
                    + " the number of the page",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "cursor", value = "cursor"),
                @Option(label = "page", value = "page"),
                @Option(label = "offset", value = "offset"),
                @Option(label = "link", value = "link"),
                @Option(label = "next-url", value = "next-url")
            },
            required = false)
    String paging() default "none";

    @AttributeDefinition(
            name = "Next",
            description = "Where the cursor or the URL of the next page lies in an answer, as a JSON"
                    + " pointer such as /next",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String paging_next() default "";

    @AttributeDefinition(
            name = "Paging parameter",
            description = "The parameter of the query that bears the cursor, the offset or the number of" + " the page",
            required = false)
    String paging_parameter() default "";

    @AttributeDefinition(
            name = "Page size parameter",
            description = "The parameter of the query that says how many records a page is to have; empty"
                    + " if there is none",
            required = false)
    String paging_size() default "";

    @AttributeDefinition(
            name = "Largest page",
            description = "The most records that a page is asked for",
            min = "1",
            max = "10000",
            required = false)
    int paging_size_max() default 100;

    @AttributeDefinition(
            name = "First page",
            description = "The number of the first page, for paging = page",
            min = "0",
            max = "1",
            required = false)
    int paging_first() default 1;

    @AttributeDefinition(
            name = "More",
            description = "Where an answer says true while there are more pages, as a JSON pointer; for"
                    + " cursor, offset and page",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String paging_more() default "";

    @AttributeDefinition(
            name = "Total",
            description = "Where an answer tells how many records there are in all, as a JSON pointer; for"
                    + " offset, saves its last request",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String paging_total() default "";

    @AttributeDefinition(
            name = "Since",
            description = "The parameter of the query that leaves away what has not changed since a time,"
                    + " that time included; needed to pull by change",
            required = false)
    String since_parameter() default "";

    @AttributeDefinition(
            name = "Order by change",
            description = "In which order a list comes that 'since.parameter' was given to. ascending: by"
                    + " the time of change, oldest first; any: in some other",
            options = {@Option(label = "ascending", value = "ascending"), @Option(label = "any", value = "any")},
            required = false)
    String since_order() default "";

    @AttributeDefinition(
            name = "Push path",
            description =
                    "Where records are posted to, {type} in it standing for their type; empty for" + " the URL itself",
            required = false)
    @SettingRule(pattern = "\\s*(/([^\\s{}]|\\{type})*)?\\s*", expected = "a path such as /hooks/{type}")
    String push_path() default "";

    @AttributeDefinition(
            name = "Batch size",
            description = "How many records are posted in one request: 1 posts each as an object, more an"
                    + " array of so many",
            min = "1",
            max = "10000",
            required = false)
    int push_batch_size() default 1;

    @AttributeDefinition(
            name = "Envelope",
            description = "true: a record is posted as an object with type, id, timestamp and, in data,"
                    + " its fields; false: its fields alone",
            required = false)
    boolean push_envelope() default false;

    @AttributeDefinition(
            name = "Id in the answer",
            description = "Where the answer to a single record has the id that it was given, as a JSON" + " pointer",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String push_id() default "/id";

    @AttributeDefinition(
            name = "Rejections",
            description = "Where the answer to a batch has a list of what was refused, with index and"
                    + " message each, as a JSON pointer; without it a batch is refused as a whole",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String push_rejections() default "";

    @AttributeDefinition(
            name = "Signature",
            description = "How what is posted is signed with 'push.secret'. hmac: a keyed hash in"
                    + " push.signature.header; standard: Standard Webhooks, webhook-id,"
                    + " webhook-timestamp and webhook-signature",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "hmac", value = "hmac"),
                @Option(label = "standard", value = "standard")
            },
            required = false)
    String push_signature() default "none";

    @AttributeDefinition(
            name = "Secret to sign with",
            description = "The secret that the receiver has, too; for standard in Base64, mostly after" + " whsec_",
            type = AttributeType.PASSWORD,
            required = false)
    String push_secret() default "";

    @AttributeDefinition(
            name = "Signature header",
            description = "The header that bears the signature, for hmac",
            required = false)
    String push_signature_header() default "X-Signature-256";

    @AttributeDefinition(
            name = "Signature prefix",
            description = "What stands before the signature in its header, for hmac",
            required = false)
    String push_signature_prefix() default "sha256=";

    @AttributeDefinition(
            name = "Signature encoding",
            description = "How the signature is written, for hmac",
            options = {@Option(label = "hex", value = "hex"), @Option(label = "base64", value = "base64")},
            required = false)
    String push_signature_encoding() default "hex";

    @AttributeDefinition(
            name = "Timestamp header",
            description = "For hmac: the header that bears the time of signing; what is signed is then the"
                    + " time, a dot and the body. Empty: the body alone",
            required = false)
    String push_timestamp_header() default "";

    @AttributeDefinition(
            name = "Idempotency header",
            description =
                    "The header with a key that is the same whenever the same is posted again; empty" + " for none",
            required = false)
    String push_idempotency_header() default "Idempotency-Key";

    @AttributeDefinition(
            name = "Idempotent",
            description = "true: the receiver knows what it has by that key, or by webhook-id, so that"
                    + " what may have been applied is posted again",
            required = false)
    boolean push_idempotent() default false;

    @AttributeDefinition(
            name = "Signature of deliveries",
            description = "How deliveries are signed with 'webhook.secret'. hmac: a keyed hash in"
                    + " webhook.signature.header; standard: Standard Webhooks; none: deliveries are" + " refused",
            options = {
                @Option(label = "none", value = "none"),
                @Option(label = "hmac", value = "hmac"),
                @Option(label = "standard", value = "standard")
            },
            required = false)
    String webhook_signature() default "none";

    @AttributeDefinition(
            name = "Webhook secret",
            description = "The secret that deliveries are signed with",
            type = AttributeType.PASSWORD,
            required = false)
    String webhook_secret() default "";

    @AttributeDefinition(
            name = "Previous webhook secret",
            description = "A secret that counts as well while the other is being replaced",
            type = AttributeType.PASSWORD,
            required = false)
    String webhook_secret_previous() default "";

    @AttributeDefinition(
            name = "Signature header of deliveries",
            description = "The header that bears the signature, for hmac",
            required = false)
    String webhook_signature_header() default "X-Signature-256";

    @AttributeDefinition(
            name = "Signature prefix of deliveries",
            description = "What stands before the signature in its header, for hmac",
            required = false)
    String webhook_signature_prefix() default "sha256=";

    @AttributeDefinition(
            name = "Signature encoding of deliveries",
            description = "How the signature is written, for hmac",
            options = {@Option(label = "hex", value = "hex"), @Option(label = "base64", value = "base64")},
            required = false)
    String webhook_signature_encoding() default "hex";

    @AttributeDefinition(
            name = "Signature hash of deliveries",
            description = "Which hash it is, for hmac",
            options = {
                @Option(label = "HmacSHA256", value = "HmacSHA256"),
                @Option(label = "HmacSHA384", value = "HmacSHA384"),
                @Option(label = "HmacSHA512", value = "HmacSHA512")
            },
            required = false)
    String webhook_signature_algorithm() default "HmacSHA256";

    @AttributeDefinition(
            name = "Timestamp header of deliveries",
            description = "For hmac: the header that bears the time of signing, in seconds since 1970; that of the"
                    + " signature if both stand there, as in t=1492774577,v1=5257; empty if it is not signed",
            required = false)
    String webhook_timestamp_header() default "";

    @AttributeDefinition(
            name = "Signed content",
            description = "For hmac with webhook.timestamp.header: what is signed, with {timestamp} and" + " {body}",
            required = false)
    @SettingRule(
            pattern = ".*\\{timestamp}.*\\{body}.*|.*\\{body}.*\\{timestamp}.*",
            expected = "what is signed, such as v0:{timestamp}:{body}")
    String webhook_signed() default "{timestamp}.{body}";

    @AttributeDefinition(
            name = "Window",
            description = "How old a delivery may be that bears its time, or how far ahead",
            min = "1",
            max = "86400",
            required = false)
    int webhook_window_seconds() default 300;

    @AttributeDefinition(
            name = "Items of deliveries",
            description = "Where the records lie in a delivery, a list or a single object, as a JSON"
                    + " pointer; empty if they are the whole",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String webhook_items() default "";

    @AttributeDefinition(
            name = "Id in deliveries",
            description = "Where a record's id lies in it, as a JSON pointer",
            required = false)
    @SettingRule(pattern = "\\s*(/.*)?", expected = "a JSON pointer such as /data/items")
    String webhook_id() default "/id";

    @AttributeDefinition(
            name = "Type of deliveries",
            description = "The record type of what is delivered, or a JSON pointer to where the delivery"
                    + " tells it, such as /type",
            required = false)
    String webhook_type() default "event";

    @AttributeDefinition(
            name = "Delivery header",
            description = "The header with the sender's id of a delivery, by which one that comes twice is"
                    + " known; Standard Webhooks have webhook-id",
            required = false)
    String webhook_delivery_header() default "";

    @AttributeDefinition(
            name = "Health path",
            description = "What is asked for to see whether all is well; the first of records if empty, or"
                    + " the URL itself",
            required = false)
    @SettingRule(pattern = "\\s*(/[^\\s{}]*)?\\s*", expected = "a path such as /v1/status")
    String health_path() default "";

    @AttributeDefinition(
            name = "Health method",
            description = "By which method",
            options = {@Option(label = "GET", value = "GET"), @Option(label = "HEAD", value = "HEAD")},
            required = false)
    String health_method() default "GET";

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
