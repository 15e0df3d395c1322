package dev.patchbay.connector.jdbc;

import static dev.patchbay.connector.jdbc.Lab.call;
import static dev.patchbay.connector.jdbc.Lab.ids;
import static dev.patchbay.connector.jdbc.Lab.pull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class IncrementalPullTest {
    private static final String AT = "TIMESTAMP WITH TIME ZONE '2018-02-07 01:02:03.123456+00'";

    @ParameterizedTest
    @EnumSource
    void pullsManyChangesOfOneMomentOnce(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            for (int i = 1; i <= 50; i++) {
                lab.sql("INSERT INTO t VALUES (" + i + ", " + AT + ")");
            }
            JdbcConnector connector = lab.connector();
            List<ConnectorRecord> records = new ArrayList<>();

            String checkpoint = pullAll(connector, changes(7), records);

            assertEquals(50, ids(records).stream().distinct().count());
            assertEquals(50, records.size());
            assertEquals(
                    Instant.parse("2018-02-07T01:02:03.123456Z"),
                    records.get(0).changedAt().orElseThrow());
            List<ConnectorRecord> more = new ArrayList<>();
            lab.sql("INSERT INTO t VALUES (51, " + AT + ")");
            lab.sql("UPDATE t SET at = at + INTERVAL '1' SECOND WHERE id IN (3, 4)");
            pullAll(connector, changes(7).from(checkpoint), more);
            assertEquals(List.of("51", "3", "4"), ids(more));
        }
    }

    @ParameterizedTest
    @EnumSource
    void tellsItsPlaceAlsoIfTheChangedColumnIsPartOfTheKey(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE e (n INT NOT NULL, v INT NOT NULL, PRIMARY KEY (n, v))");
            lab.sql("INSERT INTO e VALUES (1, 2), (2, 1), (1, 1), (3, 1)");
            List<ConnectorRecord> records = new ArrayList<>();

            pullAll(
                    lab.connector(),
                    pull("e", 1, "changed", "v").toBuilder().incremental(true).build(),
                    records);

            assertEquals(List.of("1,1", "2,1", "3,1", "1,2"), ids(records));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesWhatIsYoungerThanTheLagForLater(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            lab.sql("INSERT INTO t VALUES (1, CURRENT_TIMESTAMP - INTERVAL '2' HOUR)");
            lab.sql("INSERT INTO t VALUES (2, CURRENT_TIMESTAMP)");
            JdbcConnector connector = lab.connector();
            PullRequest lagging = pull("t", 5, "changed", "at", "lag", "1h").toBuilder()
                    .incremental(true)
                    .build();
            List<ConnectorRecord> records = new ArrayList<>();

            String checkpoint = pullAll(connector, lagging, records);

            assertEquals(List.of("1"), ids(records));
            // Committed late, with a time before that of row 2: still before it in the order of the pull.
            lab.sql("INSERT INTO t VALUES (3, CURRENT_TIMESTAMP - INTERVAL '90' MINUTE)");
            List<ConnectorRecord> late = new ArrayList<>();
            pullAll(connector, lagging.from(checkpoint), late);
            assertEquals(List.of("3"), ids(late));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesTheLagOfATimeWithoutAZoneInTheZoneOfTheSettings(Lab.Kind kind) throws Exception {
        try (Lab lab = Lab.on(kind)) {
            lab.sql("CREATE TABLE z (id INT PRIMARY KEY, at TIMESTAMP NOT NULL)");
            LocalDateTime anHourAgo =
                    LocalDateTime.now(ZoneId.of("Asia/Tokyo")).minusHours(1).withNano(0);
            lab.sql("INSERT INTO z VALUES (1, TIMESTAMP '"
                    + anHourAgo.toString().replace('T', ' ') + "')");
            PullRequest lagging = pull("z", 5, "changed", "at", "lag", "10m");

            assertEquals(
                    1,
                    Lab.pullAll(lab.connector("time.zone", "Asia/Tokyo"), lagging)
                            .size());
            assertEquals(
                    0, Lab.pullAll(lab.connector("time.zone", "UTC"), lagging).size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesAChangedColumnThatSomeRowsLack(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            lab.sql("INSERT INTO t VALUES (1, NULL)");
            JdbcConnector connector = lab.connector();

            ConnectorException failure =
                    assertThrows(ConnectorException.class, () -> connector.pull(changes(5), call()));

            assertEquals(ErrorCode.REMOTE_REJECTED, failure.code());
            assertTrue(failure.getMessage().contains("without a value"), failure.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pullsTheChangesOfAQuery(Lab.Kind kind) throws Exception {
        try (Lab lab = table(kind)) {
            lab.sql("INSERT INTO t VALUES (1, NULL), (2, " + AT + ")");
            PullRequest request = pull(
                            "query",
                            1,
                            "query",
                            "SELECT id, COALESCE(at, TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00') AS at FROM t",
                            "key",
                            "id",
                            "changed",
                            "at")
                    .toBuilder()
                    .incremental(true)
                    .build();
            List<ConnectorRecord> records = new ArrayList<>();

            pullAll(lab.connector(), request, records);

            assertEquals(List.of("1", "2"), ids(records));
        }
    }

    private static Lab table(Lab.Kind kind) {
        return Lab.on(kind).sql("CREATE TABLE t (id INT PRIMARY KEY, at TIMESTAMP WITH TIME ZONE)");
    }

    private static PullRequest changes(int pageSize) {
        return pull("t", pageSize, "changed", "at").toBuilder()
                .incremental(true)
                .build();
    }

    /** Pulls to the end and gives the checkpoint. */
    private static String pullAll(JdbcConnector connector, PullRequest request, List<ConnectorRecord> records) {
        Page page = connector.pull(request, call());
        records.addAll(page.records());
        while (page.more()) {
            page = connector.pull(request.from(page.cursor().orElseThrow()), call());
            records.addAll(page.records());
        }
        return page.cursor().orElseThrow();
    }
}
