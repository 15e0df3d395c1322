package dev.patchbay.connector.salesforce;

import dev.patchbay.model.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What has to go together. */
final class SettingsRules {
    /** Salesforce gives no token to an app itself there: it would not know of which organization. */
    private static final Set<String> OF_EVERYBODY = Set.of("login.salesforce.com", "test.salesforce.com");

    private SettingsRules() {}

    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        switch (settings.auth()) {
            case "client-credentials" -> {
                require("client.secret", settings.client_secret(), settings, problems);
                if (OF_EVERYBODY.contains(host(settings.url()))) {
                    problems.add(Problem.ofKey(
                            "url",
                            "'url' is '" + settings.url() + "', where auth=client-credentials is not served; set it to"
                                    + " your My Domain, such as https://acme.my.salesforce.com"));
                }
            }
            case "jwt-bearer" -> {
                require("user", settings.user(), settings, problems);
                require("private.key", settings.private_key(), settings, problems);
            }
            case "refresh-token" -> require("refresh.token", settings.refresh_token(), settings, problems);
            default ->
                problems.add(Problem.ofKey(
                        "auth",
                        "'auth' is '" + settings.auth() + "'; use client-credentials, jwt-bearer or refresh-token"));
        }
        return problems;
    }

    private static void require(String key, String value, Settings settings, List<Problem> problems) {
        if (value.isBlank()) {
            problems.add(Problem.ofKey(
                    key, "'" + key + "' is required for auth=" + settings.auth() + " and missing; set it"));
        }
    }

    private static String host(String url) {
        try {
            return String.valueOf(URI.create(url.strip()).getHost());
        } catch (IllegalArgumentException odd) {
            return "";
        }
    }
}
