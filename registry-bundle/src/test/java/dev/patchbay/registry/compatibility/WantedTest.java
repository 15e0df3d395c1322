package dev.patchbay.registry.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WantedTest {
    private static final String PACKAGE = "osgi.wiring.package";

    @Test
    void readsARangeOfAPackage() {
        Wanted wanted = Wanted.parse(PACKAGE, "(&(osgi.wiring.package=a.b)(version>=2.0.0)(!(version>=3.0.0)))");
        assertEquals(new Wanted("a.b", "2.0.0", "3.0.0"), wanted);
        assertEquals("a.b [2.0.0,3.0.0)", wanted.toString());
    }

    @Test
    void readsAnOpenRange() {
        assertEquals(
                "a.b 2.0.0 or later",
                Wanted.parse(PACKAGE, "(&(osgi.wiring.package=a.b)(version>=2.0.0))")
                        .toString());
        assertEquals("a.b", Wanted.parse(PACKAGE, "(osgi.wiring.package=a.b)").toString());
        assertEquals(
                "a.b",
                Wanted.parse(PACKAGE, "(&(osgi.wiring.package=a.b)(version>=0.0.0))")
                        .toString());
        assertEquals(
                "a.b below 2.0.0",
                Wanted.parse(PACKAGE, "(&(osgi.wiring.package=a.b)(!(version>=2.0.0)))")
                        .toString());
    }

    @Test
    void readsTheVersionOfABundle() {
        assertEquals(
                "a.host [1.0.0,2.0.0)",
                Wanted.parse(
                                "osgi.wiring.host",
                                "(&(osgi.wiring.host=a.host)(bundle-version>=1.0.0)(!(bundle-version>=2.0.0)))")
                        .toString());
    }

    @Test
    void leavesAFilterOfAnotherShapeAsItIs() {
        assertEquals("(size>=3)", Wanted.parse("example.room", "(size>=3)").toString());
    }
}
