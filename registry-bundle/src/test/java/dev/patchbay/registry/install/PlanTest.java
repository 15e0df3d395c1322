package dev.patchbay.registry.install;

import static dev.patchbay.registry.install.JarsOfTests.connector;
import static dev.patchbay.registry.install.JarsOfTests.file;
import static dev.patchbay.registry.install.JarsOfTests.library;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.osgi.framework.VersionRange;

class PlanTest {
    private static final Predicate<Jar> ALL_WORK = jar -> true;

    private final Jar one = connector("github", "1.0.0", "a1");
    private final Jar two = connector("github", "2.0.0", "a2");
    private final Jar three = connector("github", "3.0.0", "a3");

    @Test
    void letsTheNewestServeAndNeedsNoOther() {
        Plan plan = Plan.ofType(List.of(file("1.jar", 1, one), file("2.jar", 2, two)), Set.of(), ALL_WORK);
        assertEquals(two, plan.serving());
        assertEquals(Set.of(two), plan.wanted());
        assertEquals(List.of(one), plan.superfluous());
    }

    @Test
    void asksNoOlderOneIfTheNewestWorks() {
        List<Jar> asked = new ArrayList<>();
        Plan.ofType(List.of(file("1.jar", 1, one), file("2.jar", 2, two)), Set.of(), asked::add);
        assertEquals(List.of(two), asked);
    }

    @Test
    void fallsBackToTheNewestThatWorksAndKeepsTheBrokenOneForLater() {
        List<DeployedFile> files = List.of(file("1.jar", 1, one), file("2.jar", 2, two), file("3.jar", 3, three));
        Plan plan = Plan.ofType(files, Set.of(), jar -> jar != three);
        assertEquals(two, plan.serving());
        assertEquals(List.of(one), plan.superfluous(), "three may come to work, so it is not taken away");
    }

    @Test
    void takesNothingAwayIfNothingWorks() {
        Plan plan = Plan.ofType(List.of(file("1.jar", 1, one), file("2.jar", 2, two)), Set.of(), jar -> false);
        assertNull(plan.serving());
        assertEquals(Set.of(), plan.wanted());
        assertEquals(List.of(), plan.superfluous());
    }

    @Test
    void keepsTheNewestOfEachRangeThatInstancesArePinnedTo() {
        List<DeployedFile> files = List.of(file("1.jar", 1, one), file("2.jar", 2, two), file("3.jar", 3, three));
        Plan plan = Plan.ofType(files, Set.of(VersionRange.valueOf("[1,2)")), ALL_WORK);
        assertEquals(Set.of(three, one), plan.wanted());
        assertEquals(List.of(two), plan.superfluous());
    }

    @Test
    void letsWhatAFileHeldBeforeServeUntilItsNewBytesWork() {
        Jar rebuilt = connector("github", "1.0.0", "b1");
        DeployedFile file = file("1.jar", 1, one).holding(rebuilt, new Stamp(2, 2, "file 2"));
        assertEquals(
                one, Plan.ofType(List.of(file), Set.of(), jar -> jar == one).serving());
        Plan working = Plan.ofType(List.of(file), Set.of(), ALL_WORK);
        assertEquals(rebuilt, working.serving());
        assertEquals(List.of(one), working.superfluous());
    }

    @Test
    void letsOfEqualVersionsTheOneServeThatWasThereFirst() {
        Jar other = connector("github", "1.0.0", "b1");
        DeployedFile first = file("z.jar", 1, one);
        DeployedFile second = file("a.jar", 2, other);
        assertEquals(
                one, Plan.ofType(List.of(second, first), Set.of(), ALL_WORK).serving());
        assertEquals(first, Plan.earlier(second, List.of(first, second)).orElseThrow());
    }

    @Test
    void runsEveryVersionOfALibraryButNoneTwice() {
        Jar old = library("org.h2", "1.0.0", "l1");
        Jar young = library("org.h2", "2.0.0", "l2");
        Jar again = library("org.h2", "2.0.0", "l3");
        Plan plan = Plan.ofLibrary(
                List.of(file("1.jar", 1, old), file("2.jar", 2, young), file("3.jar", 3, again)), ALL_WORK);
        assertEquals(Set.of(old, young), plan.wanted());
        assertEquals(List.of(again), plan.superfluous());
    }

    @Test
    void keepsALibraryThatWorksBesideItsReplacementThatMayComeToWork() {
        Jar old = library("org.h2", "1.0.0", "l1");
        Jar young = library("org.h2", "2.0.0", "l2");
        DeployedFile file = file("1.jar", 1, old).proved().holding(young, new Stamp(2, 2, "file 2"));

        Plan broken = Plan.ofLibrary(List.of(file), old::equals);
        assertEquals(Set.of(old), broken.wanted());
        assertEquals(List.of(), broken.superfluous());

        Plan sound = Plan.ofLibrary(List.of(file), ALL_WORK);
        assertEquals(Set.of(young), sound.wanted());
        assertEquals(List.of(old), sound.superfluous());
    }

    @Test
    void goesBackToWhatHasProvedItselfAndNotToAnAttemptInBetween() {
        Jar broken = connector("github", "1.1.0", "b1");
        Jar next = connector("github", "1.2.0", "c1");
        DeployedFile file = file("1.jar", 1, one)
                .holding(broken, new Stamp(2, 2, "file 2"))
                .holding(next, new Stamp(3, 3, "file 3"));
        assertEquals(List.of(next, one), file.offers().toList());
        assertEquals(List.of(next), file.proved().offers().toList());
    }

    @Test
    void forgetsWhatAFileHeldBeforeIfItIsAnotherConnectorNow() {
        DeployedFile file = file("1.jar", 1, one).holding(connector("jira", "1.0.0", "j1"), new Stamp(2, 2, "file 2"));
        assertEquals(1, file.offers().count());
    }
}
