package dev.patchbay.connector.webhook;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.ConnectorSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What has to go together; used once. */
final class SettingsRules {
    private final ConnectorSettings given;
    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    SettingsRules(ConnectorSettings given) {
        this.given = given;
        this.settings = given.config(Settings.class);
    }

    /** All of them at once. */
    List<Problem> problems() {
        access();
        records();
        paging();
        changes();
        pushes();
        deliveries();
        return List.copyOf(problems);
    }

    private void access() {
        String auth = "'auth' is " + settings.auth();
        switch (settings.auth()) {
            case "bearer" -> require("token", auth);
            case "header", "query" -> {
                require("token", auth);
                if (settings.auth_name().isBlank()) {
                    add("auth.name", "'auth.name' is empty, and " + auth + "; name what bears the key");
                }
            }
            case "basic" -> {
                require("user", auth);
                require("password", auth);
            }
            case "hmac" -> {
                require("token", auth);
                require("auth.name", auth);
                signed();
            }
            default -> {
                useless("token", "'auth' is none; set it to bearer, header, query or hmac, or remove 'token'");
                useless("password", "'auth' is none; set it to basic, or remove 'password'");
            }
        }
    }

    private void signed() {
        boolean timed = !settings.auth_timestamp_header().isBlank();
        if (timed != settings.auth_signed().contains("{timestamp}")) {
            add(
                    "auth.signed",
                    timed
                            ? "'auth.signed' has no {timestamp}, and 'auth.timestamp.header' sends one that nobody vouches"
                                    + " for; put it there, or empty the header"
                            : "'auth.signed' has a {timestamp}, and 'auth.timestamp.header' is empty, so that nobody can"
                                    + " know it; name the header, or leave it out");
        }
        if (settings.push_signature().equals("hmac")
                && settings.auth_name()
                        .strip()
                        .equalsIgnoreCase(settings.push_signature_header().strip())) {
            add(
                    "auth.name",
                    "'auth.name' and 'push.signature.header' are the same header; name two, or leave 'push.signature'"
                            + " out, as pushes are signed already");
        }
    }

    private void records() {
        Set<String> types = new HashSet<>();
        for (String each : settings.records()) {
            String type = each.substring(0, Math.max(0, each.indexOf(':')));
            if (!types.add(type)) {
                add("records", "'" + type + "' has two paths in 'records'; give each type one");
            }
        }
    }

    private void paging() {
        String paging = "'paging' is " + settings.paging();
        switch (settings.paging()) {
            case "cursor" -> {
                require("paging.next", paging);
                require("paging.parameter", paging);
            }
            case "next-url" -> require("paging.next", paging);
            case "offset", "page" -> require("paging.parameter", paging);
            default -> {
                // Needs nothing.
            }
        }
        boolean counts = Set.of("cursor", "offset", "page").contains(settings.paging());
        if (!counts) {
            useless("paging.more", paging + ", which has no use for it; remove 'paging.more'");
            useless("paging.parameter", paging + ", which has no use for it; remove 'paging.parameter'");
        }
        if (!settings.paging().equals("offset")) {
            useless("paging.total", paging + ", which has no use for it; remove 'paging.total'");
        }
    }

    private void changes() {
        if (!given.isSet("since.parameter")) {
            useless("since.order", "there is no 'since.parameter' for it; set that, or remove 'since.order'");
            return;
        }
        String since = "'since.parameter' is set";
        require("changed", since);
        require("since.order", since);
        if (settings.id().isBlank()) {
            add("id", "'id' is empty, and " + since + "; say where it lies, so that nothing comes twice");
        }
    }

    private void pushes() {
        if (!settings.push_signature().equals("none")) {
            require("push.secret", "'push.signature' is " + settings.push_signature());
        } else {
            useless("push.secret", "'push.signature' is none; set it to hmac or standard, or remove 'push.secret'");
        }
        boolean hasKey = !settings.push_idempotency_header().isBlank()
                || settings.push_signature().equals("standard");
        if (settings.push_idempotent() && !hasKey) {
            add(
                    "push.idempotent",
                    "'push.idempotent' is true, and no key is sent by which the receiver could know what it has; set"
                            + " 'push.idempotency.header'");
        }
        if (settings.push_batch_size() == 1) {
            useless("push.rejections", "'push.batch.size' is 1, so there are no batches; remove 'push.rejections'");
        }
    }

    private void deliveries() {
        String signature = "'webhook.signature' is " + settings.webhook_signature();
        if (!settings.webhook_signature().equals("none")) {
            require("webhook.secret", signature);
        } else {
            useless("webhook.secret", signature + "; set it to hmac or standard, or remove 'webhook.secret'");
        }
        if (settings.webhook_type().isBlank()) {
            add("webhook.type", "'webhook.type' is empty; write a record type, or a JSON pointer to it");
        }
    }

    private void require(String key, String because) {
        if (!given.isSet(key)) {
            add(key, "'" + key + "' is missing, and " + because + "; set it");
        }
    }

    private void useless(String key, String because) {
        if (given.isSet(key)) {
            add(key, "'" + key + "' is set, and " + because);
        }
    }

    private void add(String key, String sentence) {
        problems.add(Problem.ofKey(key, sentence));
    }
}
