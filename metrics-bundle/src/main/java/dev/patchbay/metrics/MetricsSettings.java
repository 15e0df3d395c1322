package dev.patchbay.metrics;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code config/metrics.cfg} says, and all that is wrong with it: what is right of it holds all the same. Immutable. */
final class MetricsSettings {
    static final String PORT = "port";
    static final String ADDRESS = "address";
    static final String FILE = "file";
    static final String INTERVAL = "file.interval";

    private static final Set<String> KEYS = new TreeSet<>(Set.of(PORT, ADDRESS, FILE, INTERVAL));
    private static final Pattern NOT_OURS = Pattern.compile("(service|component|felix|patchbay|osgi)\\..*|\\..*");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*([smh])");
    private static final Duration USUAL = Duration.ofSeconds(15);

    private final Map<String, ?> values;
    private final Optional<Path> home;
    private final List<String> problems = new ArrayList<>();
    private final Optional<Integer> port;
    private final Optional<Path> file;
    private final Duration interval;

    /** @param home what a relative file is relative to */
    MetricsSettings(Map<String, ?> values, Optional<Path> home) {
        this.values = values;
        this.home = home;
        for (String key : new TreeSet<>(values.keySet())) {
            if (!KEYS.contains(key) && !NOT_OURS.matcher(key).matches()) {
                problems.add("'" + key + "' is not a setting of the metrics; there are " + String.join(", ", KEYS));
            }
        }
        this.port = text(PORT).flatMap(this::port);
        this.file = text(FILE).flatMap(this::file);
        this.interval = text(INTERVAL).flatMap(this::interval).orElse(USUAL);
        if (text(PORT).isEmpty() && text(FILE).isEmpty()) {
            problems.add(
                    "neither 'port' nor 'file' is set, so the metrics are shown by 'metrics' only; set one of them,"
                            + " such as port = 9464");
        }
    }

    /** Sentences, each of which names the setting. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Where to listen; empty if nobody is to be answered, or if that cannot be told. */
    Optional<Integer> port() {
        return port;
    }

    /** The address to listen at. */
    String address() {
        return text(ADDRESS).orElse("127.0.0.1");
    }

    /** What to write; empty if nothing is to be written, or if that cannot be told. */
    Optional<Path> file() {
        return file;
    }

    Duration interval() {
        return interval;
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key))
                .map(String::valueOf)
                .map(String::strip)
                .filter(each -> !each.isEmpty());
    }

    private Optional<Integer> port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
            return Optional.of(Integer.parseInt(text));
        }
        return wrong(PORT, text, "is no port; write a number up to 65535, such as 9464");
    }

    private Optional<Path> file(String text) {
        if (!text.endsWith(".prom")) {
            return wrong(FILE, text, "does not end in .prom; node_exporter reads no other, so give it such a name");
        }
        try {
            Path path = Path.of(text);
            return Optional.of(home.map(each -> each.resolve(path)).orElse(path).toAbsolutePath());
        } catch (InvalidPathException e) {
            return wrong(FILE, text, "is no path; write one, such as /var/lib/node_exporter/patchbay.prom");
        }
    }

    private Optional<Duration> interval(String text) {
        Optional<Duration> duration = duration(text).filter(each -> each.toMillis() >= 1_000 && each.toHours() < 24);
        return duration.isPresent()
                ? duration
                : wrong(INTERVAL, text, "is no time from 1s to 24h; write one, such as 15s");
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        try {
            return Optional.of(Duration.parse(matcher.matches() ? "PT" + matcher.group(1) + matcher.group(2) : text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> wrong(String key, String text, String fact) {
        problems.add("'" + key + "' is '" + text + "', which " + fact);
        return Optional.empty();
    }
}
