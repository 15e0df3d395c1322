package dev.patchbay.benchmarks.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** That both get every issue, with the connector as it is shipped; how long they take is no test's business. */
class ManyPagesRoundsIT {
    private static final Path CONNECTOR = Path.of("target/connectors/github.jar");

    @Test
    void bothGetEveryIssueInEveryRoundAndWhoGoesFirstChanges() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            ManyPagesRounds.main(new String[] {"2", CONNECTOR.toString()});
        } finally {
            System.setOut(usual);
        }

        List<String> said = Arrays.stream(bytes.toString(StandardCharsets.UTF_8).split("\\R"))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .filter(name -> !name.contains("-"))
                .collect(Collectors.toList());
        assertEquals(
                List.of(
                        ManyPagesRounds.BY_HAND,
                        ManyPagesRounds.BY_HANDLE,
                        ManyPagesRounds.BY_HANDLE,
                        ManyPagesRounds.BY_HAND),
                said);
    }
}
