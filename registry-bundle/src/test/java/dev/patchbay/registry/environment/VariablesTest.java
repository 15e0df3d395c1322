package dev.patchbay.registry.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesTest {
    @TempDir
    private Path home;

    @Test
    void addsTheVariablesOfTheFileToThoseOfTheEnvironment() throws IOException {
        dotEnv("A=file\nB=file\n");

        Variables variables = variables(Map.of("A", "environment"));

        assertEquals(Map.of("A", "environment", "B", "file"), variables.values());
        assertEquals(Optional.of("file"), variables.value("B"));
        assertEquals(Optional.empty(), variables.value("C"));
        assertEquals("[environment A, .env B]", variables.list().toString());
    }

    @Test
    void tellsTheNamesOfThoseThatChange() throws IOException {
        dotEnv("SAME=1\nCHANGED=1\nGONE=1\n");
        Variables variables = variables(Map.of("CHANGED", "environment"));
        List<Set<String>> told = new ArrayList<>();
        variables.listen(told::add);

        dotEnv("SAME=1\nCHANGED=2\nNEW=1\n");
        variables.reload();
        variables.reload();

        assertEquals(List.of(Set.of("GONE", "NEW")), told);
    }

    @Test
    void tellsWhenOnlyItsProblemsHaveChanged() throws IOException {
        Variables variables = variables(Map.of());
        List<Set<String>> told = new ArrayList<>();
        variables.listen(told::add);

        dotEnv("no variable\n");
        variables.reload();

        assertEquals(List.of(Set.of()), told);
        assertEquals(1, variables.problems().size());
    }

    @Test
    void showsNoValueInItsText() throws IOException {
        dotEnv("TOKEN=hunter22");

        assertFalse(variables(Map.of("X", "hunter22")).list().toString().contains("hunter22"));
    }

    private Variables variables(Map<String, String> environment) {
        return new Variables(environment, Optional.of(home.resolve(".env")));
    }

    private void dotEnv(String text) throws IOException {
        Files.writeString(home.resolve(".env"), text);
    }
}
