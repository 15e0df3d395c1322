package dev.patchbay.registry.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.check.JarReport;
import dev.patchbay.registry.check.Need;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.linkage.LinkageReport;
import dev.patchbay.registry.shell.Shell.Outcome;
import dev.patchbay.registry.trust.Signature;
import dev.patchbay.registry.trust.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import tools.jackson.databind.JsonNode;

class InspectJarTest {
    private static final LinkageReport SOUND = new LinkageReport(List.of(), List.of());

    @TempDir
    Path directory;

    @BeforeEach
    void layOutAFile() throws IOException {
        Files.writeString(directory.resolve("x.jar"), "any bytes");
    }

    @Test
    void tellsWhatAConnectorIsAndNeeds() {
        Outcome outcome = inspecting(connector(List.of())).run("inspect", "x.jar");

        assertEquals(0, outcome.exitCode());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("bundle   org.example.github 1.2.0\n"), outcome.out());
        assertTrue(outcome.out().contains("brings   connector github 1.2.0\n"), outcome.out());
        assertTrue(outcome.out().contains("can run  yes\n"), outcome.out());
        assertTrue(outcome.out().contains("package org.slf4j [2.0.0,3.0.0)  2.0.20 of this runtime\n"), outcome.out());
        assertTrue(outcome.out().contains("token              password"), outcome.out());
        assertFalse(outcome.out().contains("java.sql"), "what Java has is of no interest: " + outcome.out());
        assertFalse(outcome.out().contains("drain.timeout"), "nor is what every instance has: " + outcome.out());
    }

    @Test
    void tellsEveryReasonAndFailsIfItCannotRun() {
        Outcome outcome =
                inspecting(connector(List.of("it needs this", "it needs that"))).run("inspect", "x.jar");

        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.err());
        assertTrue(outcome.out().contains("can run  no\n"), outcome.out());
        assertTrue(outcome.out().endsWith("\nWHY IT CANNOT RUN\nit needs this\nit needs that\n"), outcome.out());
    }

    @Test
    void givesAllOfItToPrograms() {
        JsonNode report = inspecting(connector(List.of("it needs this")))
                .run("inspect", "x.jar", "--json")
                .json();

        assertEquals("x.jar", report.get("file").asString());
        assertEquals("github", report.get("types").get(0).asString());
        assertEquals("1.2.0", report.get("version").asString());
        assertEquals(3, report.get("needs").size());
        assertFalse(report.get("canRun").asBoolean());
        assertEquals("it needs this", report.get("reasons").get(0).asString());
        assertEquals(
                "token",
                report.get("schemas").get(0).get("attributes").get(0).get("key").asString());
    }

    @Test
    void tellsWhoSignedIt() {
        Signature trusted = new Signature(
                List.of(
                        new Signer("CN=Acme", "CN=Root", Instant.EPOCH, Instant.EPOCH.plus(Duration.ofDays(31))),
                        new Signer("CN=Self", "CN=Self", Instant.EPOCH, Instant.EPOCH)),
                Optional.of("'CN=Root' (root.pem)"),
                Optional.empty(),
                false);
        Shell shell = inspecting(connector(List.of(), Optional.of(trusted), SOUND));

        String out = shell.run("inspect", "x.jar").out();

        assertTrue(out.contains("signature  trusted: vouched for by 'CN=Root' (root.pem) in trust/\n"), out);
        assertTrue(
                out.contains("\nSIGNED BY  CERTIFIED BY  VALID\n"
                        + "CN=Acme    CN=Root       1970-01-01 to 1970-02-01\n"
                        + "CN=Self    (itself)      1970-01-01 to 1970-01-01\n"),
                out);
        JsonNode signature = shell.run("inspect", "x.jar", "--json").json().get("signature");
        assertTrue(signature.get("signed").asBoolean());
        assertTrue(signature.get("trusted").asBoolean());
        assertFalse(signature.get("required").asBoolean());
        assertEquals("'CN=Root' (root.pem)", signature.get("voucher").asString());
        assertEquals("CN=Acme", signature.get("signers").get(0).get("subject").asString());
        assertEquals(
                "1970-02-01T00:00:00Z",
                signature.get("signers").get(0).get("until").asString());
    }

    @Test
    void tellsThatItsSignatureIsWorthNothingAndWhetherThatMatters() {
        Optional<String> fault = Optional.of("it was altered");
        Signature unsigned = new Signature(List.of(), Optional.empty(), Optional.empty(), false);
        Signature unasked = new Signature(List.of(), Optional.empty(), fault, false);
        Signature refused = new Signature(List.of(), Optional.empty(), fault, true);

        assertEquals("not signed; 'trust.policy' is 'any', so it need not be", signature(Optional.of(unsigned)));
        assertEquals(
                "not trusted; 'trust.policy' is 'any', so it need not be: it was altered",
                signature(Optional.of(unasked)));
        assertEquals("not trusted: it was altered", signature(Optional.of(refused)));
        assertEquals("", signature(Optional.empty()));
    }

    @Test
    void remarksWhatIsNoObstacleAndNotAllOfIt() {
        List<String> doubts = IntStream.rangeClosed(1, 7)
                .mapToObj(number -> "doubt " + number)
                .toList();
        Shell shell = inspecting(connector(List.of(), Optional.empty(), new LinkageReport(List.of(), doubts)));

        Outcome outcome = shell.run("inspect", "x.jar");

        assertEquals(0, outcome.exitCode());
        assertTrue(outcome.out().contains("linkage  all that its classes refer to is there\n"), outcome.out());
        assertTrue(
                outcome.out()
                        .endsWith("\nREMARK, NO OBSTACLE\ndoubt 1\ndoubt 2\ndoubt 3\ndoubt 4\ndoubt 5\n"
                                + "and 2 more, which --json tells\n"),
                outcome.out());
        assertEquals(
                7, shell.run("inspect", "x.jar", "--json").json().get("remarks").size());
    }

    @Test
    void looksForTheFileWhereTheUserTyped() {
        Shell shell = inspecting(connector(List.of()));

        assertEquals(
                0,
                shell.run("inspect", "../" + directory.getFileName() + "/x.jar").exitCode());
        Outcome missing = shell.run("inspect", "y.jar");
        assertEquals(1, missing.exitCode());
        assertEquals("there is no file 'y.jar' in " + directory + "\n", missing.err());
        assertEquals("'.' is no file; name a JAR\n", shell.run("inspect", ".").err());
        assertEquals(2, shell.run("inspect").exitCode());
    }

    @Test
    void saysThatAFileCannotBeRead() {
        Shell shell = new Shell((file, name) -> {
                    throw new IOException("the disk is on fire");
                })
                .in(directory);

        Outcome outcome = shell.run("inspect", "x.jar", "--json");

        assertEquals(1, outcome.exitCode());
        assertEquals(
                "'x.jar' cannot be read: the disk is on fire",
                outcome.error().get("error").asString());
    }

    private String signature(Optional<Signature> signature) {
        return inspecting(connector(List.of(), signature, SOUND))
                .run("inspect", "x.jar")
                .out()
                .lines()
                .filter(line -> line.startsWith("signature"))
                .map(line -> line.substring("signature".length()).strip())
                .collect(Collectors.joining());
    }

    private Shell inspecting(JarReport report) {
        return new Shell((file, name) -> report).in(directory);
    }

    private static JarReport connector(List<String> reasons) {
        return connector(reasons, Optional.empty(), SOUND);
    }

    private static JarReport connector(List<String> reasons, Optional<Signature> signature, LinkageReport linkage) {
        return new JarReport(
                "x.jar",
                2_048,
                "0123",
                Optional.of(new JarFacts("org.example.github", new Version(1, 2, 0), List.of("github"), List.of(), 17)),
                List.of(new ComponentFacts(
                        "factory",
                        "org.example.Factory",
                        List.of("dev.patchbay.spi.ConnectorFactory"),
                        "ignore",
                        Map.of("connector.capabilities", List.of("pull", "push")))),
                List.of(
                        new Need("package org.slf4j [2.0.0,3.0.0)", false, Optional.of("2.0.20 of this runtime")),
                        new Need("package java.sql", false, Optional.of("this Java")),
                        new Need("service org.example.Clock", true, Optional.empty())),
                signature,
                Optional.of(linkage),
                List.of(Schema.of(
                        "github",
                        "",
                        List.of(
                                Attribute.builder("token", Attribute.Type.PASSWORD)
                                        .build(),
                                Attribute.builder("drain.timeout", Attribute.Type.DURATION)
                                        .build()))),
                reasons);
    }
}
