package dev.patchbay.registry.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.OperatorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFileTest {
    @TempDir
    Path directory;

    private final Findings findings = new Findings();

    @Test
    void readsWhatOperatorsDecided() throws IOException {
        write("{\"jdbc~demo\":false}");

        OperatorState state = read();

        assertFalse(state.isEnabled(InstanceId.parse("jdbc~demo"), true));
        assertEquals(List.of(), findings.problems());
    }

    @Test
    void aFileThatIsNotThereIsNoProblem() {
        assertTrue(read().isEnabled(InstanceId.parse("jdbc~demo"), true));
        assertEquals(List.of(), findings.problems());
    }

    @Test
    void aDamagedFileIsToldAndLeftAsItIs() throws IOException {
        Path file = write("{\"jdbc");

        read();

        assertEquals(1, findings.problems().size());
        assertTrue(findings.problems().get(0).toString().startsWith("operator.json: is damaged"));
        assertEquals("{\"jdbc", Files.readString(file));
    }

    private OperatorState read() {
        return new OperatorFile(directory.resolve("home"), directory.resolve("scratch")).read(findings);
    }

    private Path write(String content) throws IOException {
        Path data = Files.createDirectories(directory.resolve("home/data"));
        return Files.writeString(data.resolve("operator.json"), content);
    }
}
