package dev.patchbay.itests;

import static dev.patchbay.model.DeploymentState.SERVING;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.Verbs;
import dev.patchbay.itests.DryVerbs.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.osgi.framework.BundleContext;

/** What is released by itself has a version of its own, in its POM, its manifest and all that a runtime tells of it. */
public final class VersionsIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern OWN =
            Pattern.compile("</parent>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern ROOT =
            Pattern.compile("<artifactId>patchbay</artifactId>\\s*<version>([^<]+)</version>");

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Test
    public void aTypeAndItsJarAreListedByTheVersionOfTheConnector() throws IOException {
        String version = osgi(Own.of(CHECKOUT.resolve("connectors/github")).version());
        assertNotEquals("else this shows nothing", osgi(patchbay()), version);
        home.deploy(Bundles.named("github"), "github.jar");
        new DroppedJars(home).await("github.jar", SERVING);

        assertEquals(version, home.registry().version("github").toString());
        for (String verb : List.of("types", "jars")) {
            Outcome listed = run(verb);
            assertTrue(
                    listed.out(),
                    listed.out().lines().anyMatch(line -> line.contains("github") && line.contains(" " + version)));
        }
    }

    @Test
    public void theVersionOfEachIsPinnedWhereOthersTakeItFrom() throws IOException {
        String root = Files.readString(CHECKOUT.resolve("pom.xml"));
        List<Own> all = new ArrayList<>(List.of(Own.of(CHECKOUT.resolve("vault-bundle"))));
        try (Stream<Path> connectors = Files.list(CHECKOUT.resolve("connectors"))) {
            for (Path each : connectors.filter(VersionsIT::isReleasedByItself).toList()) {
                all.add(Own.of(each));
            }
        }
        assertTrue(all.toString(), all.size() >= 6);
        for (Own each : all) {
            Matcher pinned = Pattern.compile("<artifactId>" + each.name() + "</artifactId>\\s*<version>\\$\\{([^}]+)}<")
                    .matcher(root);
            assertTrue("'" + each.name() + "' is not pinned in pom.xml", pinned.find());
            String property = pinned.group(1);
            assertTrue(
                    "'" + property + "' of pom.xml is not " + each.version() + ", which connectors/" + each.name()
                            + " is",
                    root.contains("<" + property + ">" + each.version() + "</" + property + ">"));
        }
    }

    @Test
    public void whatIsReleasedTogetherIsCalledByOneVersion() throws IOException {
        String root = Files.readString(CHECKOUT.resolve("pom.xml"));
        assertTrue(root.contains("<patchbay.version>" + patchbay() + "</patchbay.version>"));
        assertEquals(
                "in a module of another version ${project.version} is that version; write ${patchbay.version}",
                List.of(),
                root.lines().filter(line -> line.contains("${project.version}")).toList());
    }

    private static boolean isReleasedByItself(Path module) {
        return Files.exists(module.resolve("pom.xml")) && !module.endsWith("contract-tests");
    }

    private static String patchbay() throws IOException {
        Matcher version = ROOT.matcher(Files.readString(CHECKOUT.resolve("pom.xml")));
        assertTrue(version.find());
        return version.group(1);
    }

    /** As a manifest has it. */
    private static String osgi(String version) {
        return version.replace('-', '.');
    }

    private Outcome run(String... words) {
        BundleContext context = home.context();
        Verbs verbs = context.getService(context.getServiceReference(Verbs.class));
        return DryVerbs.run(verbs, Path.of("."), words);
    }

    /** What a module says of itself. */
    private record Own(String name, String version) {
        static Own of(Path module) throws IOException {
            Matcher own = OWN.matcher(Files.readString(module.resolve("pom.xml")));
            assertTrue("'" + module + "' has no version of its own; write one below its artifactId", own.find());
            return new Own(own.group(1), own.group(2));
        }
    }
}
