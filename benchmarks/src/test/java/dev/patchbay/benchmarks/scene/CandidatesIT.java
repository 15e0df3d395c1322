package dev.patchbay.benchmarks.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That both candidates do what is timed; how long they take is no test's business. */
class CandidatesIT {
    private static final List<String> TYPES = ConnectorNames.types(2);

    private WorkFolder work;
    private BenchmarkHome home;

    @BeforeEach
    void makeAHomeWithTwoConnectors() throws Exception {
        work = WorkFolder.create();
        home = BenchmarkHome.create(WorkFolder.create(), ConnectorBundles.make(work.path(), TYPES));
    }

    @AfterEach
    void leaveNothingBehind() throws Exception {
        Path path = home.path();
        home.close();
        work.close();
        assertEquals(false, Files.exists(path));
    }

    @Test
    void patchbayServesEachConnectorByItsFile() throws Exception {
        drop("connector.bench0~one.cfg", "connector.bench1~one.cfg");
        try (Candidate patchbay = new PatchbayCandidate(home.path())) {
            assertServes(patchbay);
        }
    }

    @Test
    void plainFelixIsGivenEachConfiguration() throws Exception {
        drop("connector.bench0-one.cfg", "connector.bench1-one.cfg");
        try (Candidate plain = new PlainCandidate(home.path(), TYPES, 100)) {
            assertServes(plain);
        }
    }

    @Test
    void patchbayServesTheNewerOfTwoJars() throws Exception {
        drop("connector.bench0~one.cfg");
        try (Candidate patchbay = new PatchbayCandidate(home.path())) {
            assertServesTheNewer(patchbay, new FileRoad(home));
        }
    }

    @Test
    void plainFelixHasTheNewerOfTwoJars() throws Exception {
        try (PlainCandidate plain = new PlainCandidate(home.path(), TYPES, 100)) {
            assertServesTheNewer(plain, new FileRoad(home));
            assertServesTheNewer(plain, new DirectRoad(plain.context()));
        }
    }

    /** {@code bench0} lies in deploy/ as version 1.0.0, and is still there when what is brought has gone again. */
    private void assertServesTheNewer(Candidate candidate, Road road) throws Exception {
        awaitVersion(candidate, "1.0.0");
        assertTrue(candidate.has("bench0"));
        assertFalse(candidate.has("bench9"));
        for (String version : List.of("1.1.0", "1.2.0")) {
            road.bring(home.stage(home.path().resolve("deploy/bench0.jar"), "bench0", version));
            awaitVersion(candidate, version);
        }
        road.clear();
        awaitVersion(candidate, "1.0.0");
    }

    private static void awaitVersion(Candidate candidate, String version) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (!candidate.version("bench0", "one").equals(Optional.of(version))) {
                Thread.onSpinWait();
            }
        });
    }

    private void drop(String... files) throws Exception {
        for (String file : files) {
            home.drop(home.stage(file, "hello from " + file.charAt(15)));
        }
    }

    private void assertServes(Candidate candidate) throws Exception {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (candidate.ready() < TYPES.size()) {
                Thread.onSpinWait();
            }
        });
        assertEquals(Optional.of("hello from 0"), candidate.greeting("bench0", "one"));
        assertEquals(Optional.of("hello from 1"), candidate.greeting("bench1", "one"));
        assertEquals(Optional.empty(), candidate.greeting("bench1", "two"));
        home.remove(candidate.fileName("bench0", "one"));
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (candidate.greeting("bench0", "one").isPresent()) {
                Thread.onSpinWait();
            }
        });
        assertEquals(1, candidate.ready());
    }
}
