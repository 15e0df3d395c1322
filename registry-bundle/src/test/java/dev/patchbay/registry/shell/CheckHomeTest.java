package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Problem;
import dev.patchbay.registry.check.HomeReport;
import dev.patchbay.registry.shell.Shell.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CheckHomeTest {
    private static final Problem UNKNOWN_KEY =
            Problem.ofKey("pool.sice", "'pool.sice' is not a setting").at("connector.jdbc.cfg", 7);
    private static final Problem CLEAR =
            Problem.ofKey("password", "stands in clear").at("connector.jdbc.cfg", 3);

    @Test
    void saysInOneLineThatAllIsWell() {
        Outcome outcome = checking(List.of(), List.of()).run("check");

        assertEquals(0, outcome.exitCode());
        assertEquals("/srv/home: 1 file in deploy/, 2 instances; all is well\n", outcome.out());
        assertEquals("", outcome.err());
    }

    @Test
    void namesEveryProblemByFileAndLineAndFails() {
        Problem jar = Problem.of("is cut off").at("a.jar", 0);
        Problem earlier = Problem.of("has no '='").at("connector.jdbc.cfg", 2);
        Outcome outcome =
                checking(List.of(UNKNOWN_KEY, jar, earlier), List.of(CLEAR)).run("check");

        assertEquals(1, outcome.exitCode());
        assertEquals(
                List.of(
                        "a.jar: is cut off",
                        "connector.jdbc.cfg line 2: has no '='",
                        "connector.jdbc.cfg line 7: 'pool.sice' is not a setting",
                        "warning: connector.jdbc.cfg line 3: stands in clear",
                        "/srv/home: 1 file in deploy/, 2 instances; 3 problems, 1 warning"),
                outcome.lines());
        assertEquals("", outcome.err());
    }

    @Test
    void aWarningIsNoFailure() {
        Outcome outcome = checking(List.of(), List.of(CLEAR)).run("check");

        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().endsWith("all is well, 1 warning\n"), outcome.out());
    }

    @Test
    void givesAllOfItToPrograms() {
        Outcome outcome = checking(List.of(UNKNOWN_KEY), List.of(CLEAR)).run("check", "--json");

        assertEquals(1, outcome.exitCode());
        JsonNode problem = outcome.json().get("problems").get(0);
        assertEquals("connector.jdbc.cfg", problem.get("file").asString());
        assertEquals(7, problem.get("line").asInt());
        assertEquals("pool.sice", problem.get("key").asString());
        assertEquals(
                "stands in clear",
                outcome.json().get("warnings").get(0).get("message").asString());
        assertEquals("/srv/home", outcome.json().get("home").asString());
    }

    private static Shell checking(List<Problem> problems, List<Problem> warnings) {
        return new Shell(() -> new HomeReport("/srv/home", 1, 2, problems, warnings));
    }
}
