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
import dev.patchbay.registry.shell.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import tools.jackson.databind.JsonNode;

class InspectJarTest {
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

    private Shell inspecting(JarReport report) {
        return new Shell((file, name) -> report).in(directory);
    }

    private static JarReport connector(List<String> reasons) {
        return new JarReport(
                "x.jar",
                2_048,
                "0123",
                Optional.of(new JarFacts("org.example.github", new Version(1, 2, 0), List.of("github"), List.of(), 17)),
                List.of(new ComponentFacts(
                        "factory",
                        List.of("dev.patchbay.spi.ConnectorFactory"),
                        "ignore",
                        Map.of("connector.capabilities", List.of("pull", "push")))),
                List.of(
                        new Need("package org.slf4j [2.0.0,3.0.0)", false, Optional.of("2.0.20 of this runtime")),
                        new Need("package java.sql", false, Optional.of("this Java")),
                        new Need("service org.example.Clock", true, Optional.empty())),
                Optional.of(List.of()),
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
