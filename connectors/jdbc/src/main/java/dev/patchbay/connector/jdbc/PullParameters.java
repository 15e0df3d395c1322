package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.PullRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parameters of a pull.
 *
 * @param query the caller's own SELECT; empty for a table
 * @param key the columns by which the rows are told apart and put in order; empty for the primary key
 * @param changed the column that tells when a row changed
 * @param lag how old a change must be to be pulled; zero for no matter
 */
record PullParameters(Optional<String> query, List<String> key, Optional<String> changed, Duration lag) {

    /** The record type of a pull whose rows a query yields. */
    static final String QUERY = "query";

    private static final Set<String> KNOWN = Set.of(QUERY, "key", "changed", "lag");
    private static final Pattern SIMPLE_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    /** @throws ConnectorException with INVALID_REQUEST if a parameter is wrong */
    static PullParameters of(PullRequest request) {
        Map<String, String> given = request.parameters();
        given.keySet().stream()
                .filter(name -> !KNOWN.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw rejected("'" + name + "' is no parameter of a pull; use query, key, changed or lag");
                });
        Optional<String> query = Optional.ofNullable(given.get(QUERY)).map(QueryText::single);
        if (query.isPresent() && !request.recordType().equals(QUERY)) {
            throw rejected("the parameter 'query' goes with the record type 'query', not with '" + request.recordType()
                    + "'; leave one of the two");
        }
        Optional<String> changed = Optional.ofNullable(given.get("changed")).map(String::trim);
        if (request.incremental() && changed.isEmpty()) {
            throw rejected(
                    "an incremental pull needs the parameter 'changed', the column that tells when a row changed");
        }
        Duration lag = Optional.ofNullable(given.get("lag"))
                .map(PullParameters::duration)
                .orElse(Duration.ZERO);
        return new PullParameters(query, names(given.get("key")), changed, lag);
    }

    private static List<String> names(String text) {
        if (text == null) {
            return List.of();
        }
        List<String> names =
                List.of(text.split(",", -1)).stream().map(String::trim).toList();
        if (names.contains("")) {
            throw rejected("'key' is '" + text + "'; write the names of columns with commas between them");
        }
        return names;
    }

    private static Duration duration(String text) {
        Matcher simple = SIMPLE_DURATION.matcher(text.trim().toLowerCase(Locale.ROOT));
        try {
            if (!simple.matches()) {
                return Duration.parse(text.trim());
            }
            long amount = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        } catch (DateTimeParseException e) {
            throw rejected("'lag' is '" + text + "'; write a duration such as 30s, 5m or PT30S");
        }
    }

    private static ConnectorException rejected(String sentence) {
        return new ConnectorException(ErrorCode.INVALID_REQUEST, sentence);
    }
}
