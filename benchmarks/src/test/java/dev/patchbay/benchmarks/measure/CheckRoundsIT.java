package dev.patchbay.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.benchmarks.scene.ConnectorBundles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the checks find the large connector sound, and that it is large; how long they take is no test's business. */
class CheckRoundsIT {
    @TempDir
    Path folder;

    @Test
    void theLargeConnectorHasHundredsOfClassesThatAreWiredToOthers() throws Exception {
        Path jar = ConnectorBundles.makeLarge(folder, "bench0");

        assertTrue(Files.size(jar) > 900_000, Files.size(jar) + " bytes");
        try (JarFile file = new JarFile(jar.toFile())) {
            assertTrue(file.stream()
                            .filter(each -> each.getName().endsWith(".class"))
                            .count()
                    > 500);
            String imports = file.getManifest().getMainAttributes().getValue("Import-Package");
            assertTrue(imports.contains("org.slf4j;version="), imports);
        }
    }

    @Test
    void everyCheckOfTheLargeConnectorIsTimedInEveryRound() throws Exception {
        List<String> said = said(ConnectorBundles.makeLarge(folder, "bench0"));

        List<String> expected =
                List.of(CheckRounds.BYTES, CheckRounds.REQUIREMENTS, CheckRounds.FELIX, CheckRounds.LINKAGE);
        assertEquals(
                expected.stream().map(each -> CheckRounds.FIRST + each).collect(Collectors.toList()),
                said.subList(0, expected.size()));
        assertEquals(expected, said.subList(expected.size(), said.size()));
    }

    /** The names of the figures, in the order in which they were said. */
    private static List<String> said(Path jar) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            CheckRounds.main(new String[] {"1", jar.toString()});
        } finally {
            System.setOut(usual);
        }
        return Arrays.stream(bytes.toString(StandardCharsets.UTF_8).split("\\R"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .collect(Collectors.toList());
    }
}
