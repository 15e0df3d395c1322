package dev.patchbay.connector.email;

import dev.patchbay.model.Problem;
import jakarta.mail.internet.AddressException;
import java.util.ArrayList;
import java.util.List;

/** What has to hold for the settings of an account besides what each of them declares. */
final class SettingsRules {
    private SettingsRules() {}

    /** Everything that is wrong. */
    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        if (settings.url().isBlank() && settings.smtp_url().isBlank()) {
            add(problems, "url", "neither 'url' nor 'smtp.url' is set; set 'url' to pull, 'smtp.url' to send, or both");
        }
        checkAddress("url", settings.url(), problems);
        checkAddress("smtp.url", settings.smtp_url(), problems);
        checkSignIn(settings, problems);
        checkFrom(settings.from(), problems);
        return problems;
    }

    private static void checkAddress(String key, String url, List<Problem> problems) {
        try {
            Server.of(url, true);
        } catch (IllegalArgumentException e) {
            add(problems, key, "'" + key + "' " + e.getMessage());
        }
    }

    private static void checkSignIn(Settings settings, List<Problem> problems) {
        boolean token = settings.auth().equals("xoauth2");
        boolean granted = token && !settings.oauth2_token_url().isBlank();
        String key = granted ? "oauth2.client.id" : token ? "access.token" : "password";
        String secret = granted ? settings.oauth2_client_id() : token ? settings.access_token() : settings.password();
        if (settings.user().isBlank() && !settings.url().isBlank()) {
            add(problems, "user", "'user' is required to pull and missing; set it to whom the mail belongs");
        }
        if (!settings.user().isBlank() && secret.isEmpty()) {
            add(problems, key, "'" + key + "' is required for auth=" + settings.auth() + " and missing; set it");
        }
        if (settings.smtp_user().isBlank() != settings.smtp_password().isEmpty()) {
            add(problems, "smtp.user", "'smtp.user' and 'smtp.password' go together; set both or neither");
        }
    }

    private static void checkFrom(String from, List<Problem> problems) {
        try {
            if (!from.isBlank()) {
                MailAddress.parse(from);
            }
        } catch (AddressException e) {
            add(problems, "from", "'from' is no mail address; write one such as Support <support@example.com>");
        }
    }

    private static void add(List<Problem> problems, String key, String sentence) {
        problems.add(Problem.ofKey(key, sentence));
    }
}
