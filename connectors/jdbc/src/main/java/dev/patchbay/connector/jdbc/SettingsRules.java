package dev.patchbay.connector.jdbc;

import dev.patchbay.model.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What has to hold for the settings of a database, one by one and together. */
final class SettingsRules {
    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[?&;:](?:password|pwd)=|://[^/@]*:[^/@]*@", Pattern.CASE_INSENSITIVE);

    private SettingsRules() {}

    /** Everything that is wrong. */
    static List<Problem> problems(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        checkUrl(settings.url(), problems);
        if (settings.pool_size() < 1) {
            problems.add(
                    Problem.ofKey("pool.size", "'pool.size' is " + settings.pool_size() + "; it must be 1 or more"));
        }
        checkPushes(settings, problems);
        try {
            ZoneId.of(settings.time_zone().trim());
        } catch (DateTimeException e) {
            problems.add(Problem.ofKey(
                    "time.zone",
                    "'time.zone' is '" + settings.time_zone()
                            + "', which is no time zone; use one such as UTC or Europe/Berlin"));
        }
        return problems;
    }

    private static void checkUrl(String url, List<Problem> problems) {
        if (!url.trim().matches("jdbc:[A-Za-z0-9_+.-]+:.*")) {
            problems.add(Problem.ofKey(
                    "url",
                    "'url' does not start with jdbc: and the name of a kind of database;"
                            + " write it as in jdbc:postgresql://db.example.com/orders"));
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            problems.add(Problem.ofKey(
                    "url", "'url' holds a password, which would show it to everybody; move it to 'password'"));
        }
    }

    private static void checkPushes(Settings settings, List<Problem> problems) {
        String mode = settings.push_mode();
        if (!mode.equals("insert") && !mode.equals("upsert")) {
            problems.add(Problem.ofKey("push.mode", "'push.mode' is '" + mode + "'; use insert or upsert"));
        }
        List<String> faults = new ArrayList<>();
        PushKeys keys = PushKeys.parse(settings.push_key(), faults);
        faults.forEach(each -> problems.add(Problem.ofKey("push.key", each)));
        if (mode.equals("insert") && !keys.isEmpty()) {
            problems.add(Problem.ofKey(
                    "push.key",
                    "'push.key' tells by what rows are found, which only push.mode=upsert does; set that, or remove"
                            + " 'push.key'"));
        }
    }
}
