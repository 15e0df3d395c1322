package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

    /** @throws ConnectorException with INVALID_CONFIG that names every problem */
    static Target of(ConnectorContext context) {
        Settings settings = context.config(Settings.class);
        List<Problem> problems = SettingsRules.problems(settings);
        if (!problems.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_CONFIG,
                    problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
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
                PushKeys.parse(settings.push_key(), new ArrayList<>()),
                ZoneId.of(settings.time_zone().trim()));
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
}
