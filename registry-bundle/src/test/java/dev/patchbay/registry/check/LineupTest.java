package dev.patchbay.registry.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.registry.jar.JarFacts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;

class LineupTest {

    @Test
    void theNewestThatWorksServes() {
        Lineup lineup = lineup(jar("a.jar", "1.0"), jar("b.jar", "1.2"), jar("c.jar", "1.10", "it needs this"));

        assertEquals(List.of("b.jar"), running(lineup));
        assertEquals(List.of("c.jar: it needs this; 1.2.0 serves on ('b.jar')"), problems(lineup), "10 is more than 2");
        assertEquals(
                List.of("a.jar: is not used: 1.2.0 serves ('b.jar'); delete it, unless you want to go back to it"),
                warnings(lineup));
    }

    @Test
    void anOlderVersionServesThoseThatArePinnedToIt() {
        Lineup lineup = new Lineup(
                List.of(jar("a.jar", "1.0"), jar("b.jar", "1.5"), jar("c.jar", "2.0")),
                type -> Set.of(new VersionRange("[1,2)")));

        assertEquals(List.of("c.jar", "b.jar"), running(lineup));
        assertEquals(1, warnings(lineup).size());
    }

    @Test
    void theSecondOfTwoEqualVersionsIsToldApartByItsBytes() {
        Candidate first = jar("a.jar", "1.0");
        Lineup same = lineup(first, new Candidate("b.jar", first.sha256(), first.facts(), null, List.of()));
        Lineup other = lineup(first, jar("b.jar", "1.0"));

        assertEquals(List.of("a.jar"), running(same));
        assertEquals(List.of("b.jar: holds the same bytes as 'a.jar'; delete one of them"), problems(same));
        assertEquals(
                List.of(
                        "b.jar: brings the same version of connector github 1.0.0 as 'a.jar', with other bytes; raise its"
                                + " version, or delete one of them"),
                problems(other));
    }

    @Test
    void saysWhyNoVersionOfATypeRuns() {
        Lineup lineup = lineup(jar("a.jar", "1.0", "it needs this"), jar("b.jar", "1.1", "it needs that"));

        assertEquals(List.of(), running(lineup));
        assertEquals(
                List.of(
                        "org.example.github 1.1.0 cannot run: it needs that",
                        "org.example.github 1.0.0 cannot run: it needs this"),
                lineup.obstacles("github"));
        assertEquals(List.of("a.jar: it needs this", "b.jar: it needs that"), problems(lineup));
        assertEquals(List.of(), lineup.obstacles("jira"));
    }

    @Test
    void severalVersionsOfALibraryRunSideBySide() {
        Lineup lineup = lineup(library("a.jar", "1.0"), library("b.jar", "2.0"));

        assertEquals(List.of(), problems(lineup));
        assertEquals(List.of(), warnings(lineup));
        assertEquals(Set.of(), lineup.types());
    }

    private static Lineup lineup(Candidate... candidates) {
        return new Lineup(List.of(candidates), type -> Set.of());
    }

    private static List<String> running(Lineup lineup) {
        return lineup.running("github").stream().map(Candidate::file).toList();
    }

    private static List<String> problems(Lineup lineup) {
        Findings findings = new Findings();
        lineup.report(findings);
        return findings.problems().stream().map(Object::toString).sorted().toList();
    }

    private static List<String> warnings(Lineup lineup) {
        Findings findings = new Findings();
        lineup.report(findings);
        return findings.warnings().stream().map(Object::toString).toList();
    }

    private static Candidate jar(String file, String version, String... obstacles) {
        return candidate(file, "org.example.github", version, List.of("github"), obstacles);
    }

    private static Candidate library(String file, String version) {
        return candidate(file, "org.example.driver", version, List.of());
    }

    private static Candidate candidate(
            String file, String name, String version, List<String> types, String... obstacles) {
        JarFacts facts = new JarFacts(name, Version.parseVersion(version), types, List.of(), 17);
        return new Candidate(file, "sha of " + file, facts, null, List.of(obstacles));
    }
}
