package dev.patchbay.registry.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;

class ContractMismatchTest {
    private static final Wanted TWO = new Wanted("dev.patchbay.spi", "2.0.0", "3.0.0");

    @Test
    void namesTheConnectorAndThePatchbayThatFit() {
        assertEquals(
                "it was built for dev.patchbay.spi [2.0.0,3.0.0), and this runtime offers 1.0.0; install a version of the"
                        + " connector that was built for 1.x, or Patchbay 2.x",
                sentence(List.of(TWO), "1.0.0"));
    }

    @Test
    void namesTheMinorVersionThatIsMissing() {
        assertEquals(
                "it was built for dev.patchbay.spi [1.5.0,2.0.0), and this runtime offers 1.2.0; install Patchbay 1.5 or"
                        + " a later 1.x, or a version of the connector that was built for 1.2",
                sentence(List.of(new Wanted("dev.patchbay.spi", "1.5.0", "2.0.0")), "1.2.0"));
    }

    @Test
    void asksForANewerConnectorWhereTheRuntimeIsNewer() {
        assertEquals(
                "it was built for dev.patchbay.spi [1.0.0,2.0.0), and this runtime offers 2.1.0; install a version of the"
                        + " connector that was built for 2.x",
                sentence(List.of(new Wanted("dev.patchbay.spi", "1.0.0", "2.0.0")), "2.1.0"));
    }

    @Test
    void tellsOfPackagesOfOneRangeTogether() {
        Wanted model = new Wanted("dev.patchbay.model", "2.0.0", "3.0.0");
        String sentence = sentence(List.of(TWO, model), "1.0.0", "1.1.0");
        assertTrue(sentence.startsWith("it was built for dev.patchbay.model and dev.patchbay.spi [2.0.0,3.0.0)"));
        assertTrue(sentence.contains("offers 1.0.0 and 1.1.0;"), sentence);
    }

    @Test
    void tellsOfPackagesThatWereNeverOffered() {
        assertEquals(
                "it was built for dev.patchbay.internal, and this runtime offers no such package; build the connector"
                        + " against the packages that docs/migration.md names",
                sentence(List.of(new Wanted("dev.patchbay.internal", "", ""))));
    }

    @Test
    void callsALibraryALibrary() {
        assertEquals(
                "it was built for dev.patchbay.spi [2.0.0,3.0.0), and this runtime offers 1.0.0; install a version of the"
                        + " library that was built for 1.x, or Patchbay 2.x",
                ContractMismatch.sentence(List.of(TWO), List.of(Version.parseVersion("1.0.0")), "library"));
    }

    @Test
    void concernsPackagesOfOursOnly() {
        assertTrue(ContractMismatch.concerns(TWO));
        assertFalse(ContractMismatch.concerns(new Wanted("dev.patchbayother", "", "")));
    }

    private static String sentence(List<Wanted> wanted, String... offered) {
        return ContractMismatch.sentence(
                wanted, Stream.of(offered).map(Version::parseVersion).toList(), "connector");
    }
}
