package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static dev.patchbay.connector.jdbc.Lab.pullAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The instance of a fresh home, but for the folder that its paths start at. */
class DemoTest {
    private static final Path CONFIG = Path.of("../../config");

    @Test
    void pullsTheEarthquakesOfTheFreshHome(@TempDir Path home) throws Exception {
        try (JdbcConnector connector = demo(home)) {
            List<ConnectorRecord> records = pullAll(connector, pull("earthquakes", 50));

            assertEquals(297, records.size());
            ConnectorRecord one = records.stream()
                    .filter(each -> each.id().orElseThrow().equals("us2000crkq"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(new BigDecimal("5.30"), one.fields().get("MAGNITUDE"));
            assertEquals("50km NNW of Sangiang, Indonesia", one.fields().get("PLACE"));
            assertEquals(
                    OffsetDateTime.parse("2018-01-31T02:00:31.8Z"), one.fields().get("OCCURRED_AT"));
        }
    }

    @Test
    void followsTheUpdatesOfTheEarthquakes(@TempDir Path home) throws Exception {
        try (JdbcConnector connector = demo(home)) {
            PullRequest request = pull("earthquakes", 10_000, "changed", "updated_at").toBuilder()
                    .incremental(true)
                    .build();
            Page all = connector.pull(request, call());

            connector.push(
                    List.of(Lab.record("earthquakes", "id", "us2000crkq", "updated_at", "2018-02-08T00:00:00Z")),
                    call());

            Page changes = connector.pull(request.from(all.cursor().orElseThrow()), call());
            assertEquals(297, all.records().size());
            assertEquals(List.of("us2000crkq"), Lab.ids(changes.records()));
        }
    }

    @Test
    void fillsTheDatabaseOnce(@TempDir Path home) throws Exception {
        try (JdbcConnector connector = demo(home)) {
            connector.push(List.of(Lab.record("earthquakes", "id", "us2000crkq", "place", "elsewhere")), call());
        }
        try (JdbcConnector again = demo(home)) {
            assertTrue(pullAll(again, pull("earthquakes", 500)).stream()
                    .anyMatch(each -> "elsewhere".equals(each.fields().get("PLACE"))));
        }
    }

    private static JdbcConnector demo(Path home) throws Exception {
        String script = Files.readString(CONFIG.resolve("demo/earthquakes.sql")).replace("./config/", CONFIG + "/");
        Path copy = Files.writeString(home.resolve("earthquakes.sql"), script);
        Properties file = new Properties();
        try (Reader text = Files.newBufferedReader(CONFIG.resolve("connector.jdbc~demo.cfg"))) {
            file.load(text);
        }
        Map<String, Object> settings = new HashMap<>();
        file.forEach((key, value) -> settings.put(key.toString(), value));
        settings.computeIfPresent(
                "url",
                (key, url) -> url.toString()
                        .replace("./config/demo/earthquakes.sql", copy.toString())
                        .replace("./data/", home + "/"));
        return (JdbcConnector) Lab.factory().create(Lab.context(settings));
    }
}
