package dev.patchbay.registry.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.compatibility.UsesConflict.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsesConflictTest {

    @Test
    void readsTwoChains() {
        UsesConflict conflict = UsesConflict.parse("""
                        Uses constraint violation. Unable to resolve resource c [c [9](R 9.0)] because it is exposed to \
                        package 'p' from resources new [new [7](R 7.0)] and old [old [8](R 8.1)] via two dependency chains.

                        Chain 1:
                          c [c [9](R 9.0)]
                            import: (osgi.wiring.package=q)
                             |
                            export: osgi.wiring.package=q; uses:=p
                          between [between [5](R 5.0)]
                            import: (&(osgi.wiring.package=p)(version>=2.0.0))
                             |
                            export: osgi.wiring.package: p
                          new [new [7](R 7.0)]

                        Chain 2:
                          c [c [9](R 9.0)]
                            import: (&(osgi.wiring.package=p)(version>=1.0.0)(!(version>=2.0.0)))
                             |
                            export: osgi.wiring.package: p
                          old [old [8](R 8.1)]""").orElseThrow();
        assertEquals(new Member("c", 9), conflict.subject());
        assertEquals("p", conflict.packageName());
        assertEquals(new Member("old", 8), conflict.first());
        assertEquals(new Member("new", 7), conflict.second());
        assertEquals(List.of(new Member("between", 5)), conflict.through());
        assertFalse(conflict.isOwn());
    }

    @Test
    void readsAPackageThatIsExportedToo() {
        UsesConflict conflict = UsesConflict.parse("""
                        Uses constraint violation. Unable to resolve resource c [c [9](R 9.0)] because it exports package \
                        'p' and is also exposed to it from resource old [old [8](R 8.0)] via the following dependency chain:

                          c [c [9](R 9.0)]
                            import: (osgi.wiring.package=q)
                             |
                            export: osgi.wiring.package=q; uses:=p
                          between [between [5](R 5.0)]
                            import: (osgi.wiring.package=p)
                             |
                            export: osgi.wiring.package: p
                          old [old [8](R 8.0)]""").orElseThrow();
        assertTrue(conflict.isOwn());
        assertEquals(new Member("old", 8), conflict.second());
        assertEquals(List.of(new Member("between", 5)), conflict.through());
    }

    @Test
    void readsBundlesThatAreWrittenAnotherWay() {
        UsesConflict conflict = UsesConflict.parse("Uses constraint violation. Unable to resolve resource c [c/1.0.0]"
                        + " because it is exposed to package 'p' from resources a [a/4.0.0] and b [b/3.1.0] via two"
                        + " dependency chains.")
                .orElseThrow();
        assertEquals(new Member("a", -1), conflict.first());
        assertEquals(List.of(), conflict.through());
    }

    @Test
    void leavesOtherVerdictsAlone() {
        assertEquals(
                Optional.empty(),
                UsesConflict.parse("Unable to resolve c [9](R 9.0): missing requirement [c [9](R 9.0)]"));
    }
}
