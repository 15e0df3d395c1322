package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The settings of an instance, checked and taken apart.
 *
 * @param password asked at each use, so that a rotated password is seen
 */
record Target(
        InstanceId id,
        String url,
        String user,
        Supplier<Optional<Secret>> password,
        String driver,
        String schema,
        int poolSize,
        boolean upsert,
        PushKeys pushKeys,
        ZoneId zone) {

    private static final Pattern PASSWORD_IN_URL =
            Pattern.compile("[?&;:](?:password|pwd)=|://[^/@]*:[^/@]*@", Pattern.CASE_INSENSITIVE);

    /** @throws ConnectorException with INVALID_CONFIG that names every problem */
    static Target of(ConnectorContext context) {
        Settings settings = context.config(Settings.class);
        List<String> problems = new ArrayList<>();
        checkUrl(settings.url(), problems);
        if (settings.pool_size() < 1) {
            problems.add("'pool.size' is " + settings.pool_size() + "; it must be 1 or more");
        }
        if (!settings.push_mode().equals("insert") && !settings.push_mode().equals("upsert")) {
            problems.add("'push.mode' is '" + settings.push_mode() + "'; use insert or upsert");
        }
        ZoneId zone = zone(settings.time_zone(), problems);
        PushKeys keys = PushKeys.parse(settings.push_key(), problems);
        if (!problems.isEmpty()) {
            throw new ConnectorException(ErrorCode.INVALID_CONFIG, String.join("; ", problems));
        }
        boolean passwordIsSet = !settings.password().isEmpty();
        return new Target(
                context.id(),
                settings.url().trim(),
                settings.user(),
                () -> passwordIsSet ? Optional.of(context.secret("password")) : Optional.empty(),
                settings.driver(),
                settings.schema(),
                settings.pool_size(),
                settings.push_mode().equals("upsert"),
                keys,
                zone);
    }

    /** The URL without what may be private in it: for messages. */
    String address() {
        return url.replaceAll("[?;].*", "").replaceAll("//[^/@]*@", "//");
    }

    /** What the URL starts with, such as {@code jdbc:postgresql:}. */
    static String protocol(String url) {
        int end = url.indexOf(':', url.indexOf(':') + 1);
        return end < 0 ? url : url.substring(0, end + 1);
    }

    private static void checkUrl(String url, List<String> problems) {
        if (!url.trim().matches("jdbc:[A-Za-z0-9_+.-]+:.*")) {
            problems.add("'url' does not start with jdbc: and the name of a kind of database;"
                    + " write it as in jdbc:postgresql://db.example.com/orders");
        }
        if (PASSWORD_IN_URL.matcher(url).find()) {
            problems.add("'url' holds a password, which would show it to everybody; move it to 'password'");
        }
    }

    private static ZoneId zone(String text, List<String> problems) {
        try {
            return ZoneId.of(text.trim());
        } catch (DateTimeException e) {
            problems.add("'time.zone' is '" + text + "', which is no time zone; use one such as UTC or Europe/Berlin");
            return null;
        }
    }
}
