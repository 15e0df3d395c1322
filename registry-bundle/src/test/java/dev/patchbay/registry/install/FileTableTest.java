package dev.patchbay.registry.install;

import static dev.patchbay.registry.install.JarsOfTests.connector;
import static dev.patchbay.registry.install.JarsOfTests.file;
import static dev.patchbay.registry.install.JarsOfTests.library;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FileTableTest {
    private static final Jar GITHUB = connector("github", "1.0.0", "a");
    private static final Jar MAIL = connector("mail", "1.0.0", "b");

    private final FileTable table = new FileTable();

    @Test
    void groupsFilesByWhatTheyBringInTheOrderInWhichTheyCame() {
        DeployedFile later = file("a.jar", 2, GITHUB);
        DeployedFile earlier = file("z.jar", 1, connector("github", "1.1.0", "c"));
        table.put(later);
        table.put(earlier);
        table.put(file("lib.jar", 3, library("org.lib", "1.0.0", "d")));
        assertEquals(List.of(earlier, later), table.group("github"));
        assertEquals(Set.of("github", "library:org.lib"), table.keys());
        assertEquals(List.of(), table.group("mail"));
    }

    @Test
    void knowsAFileByWhatItHoldsNow() {
        table.put(file("a.jar", 1, GITHUB));
        table.put(file("a.jar", 1, MAIL));
        assertEquals(Set.of("mail"), table.keys());
        assertFalse(table.isOffered(GITHUB));
        assertTrue(table.isOffered(MAIL));
        table.remove("a.jar");
        assertEquals(Set.of(), table.keys());
        assertFalse(table.isOffered(MAIL));
    }

    @Test
    void countsWhatAFileHeldBeforeAsOffered() {
        Jar next = connector("github", "2.0.0", "e");
        table.put(file("a.jar", 1, GITHUB).holding(next, Stamp.NONE));
        assertTrue(table.isOffered(GITHUB));
        assertTrue(table.isOffered(next));
    }

    @Test
    void putsWhatComesBehindAllThatWasThere() {
        table.put(file("a.jar", 7, GITHUB));
        assertEquals(8, table.findOrBegin("b.jar").order());
        assertEquals(7, table.findOrBegin("a.jar").order());
    }
}
