package dev.patchbay.benchmarks.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
