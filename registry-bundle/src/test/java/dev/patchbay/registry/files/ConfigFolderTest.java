package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.environment.Variables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFolderTest {
    @TempDir
    Path home;

    private final ClearValues clearValues = new ClearValues(new Variables(Map.of(), Optional.empty()));
    private Path config;

    @BeforeEach
    void makeFolder() throws IOException {
        config = Files.createDirectories(home.toRealPath().resolve("config"));
    }

    @Test
    void readsEveryFileThatDefinesAnInstance() throws IOException {
        write("connector.github.cfg", "url = x");
        write("connector.github~europe@acme.cfg", "url = y");
        write("org.example.other.cfg", "url = z");

        ConfigFolder.Content content = read();

        assertEquals(
                List.of("github~europe@acme", "github"),
                content.definitions().stream().map(each -> each.id().toString()).toList());
        assertEquals(List.of(), content.problems());
    }

    @Test
    void keepsWhatStandsInAFileOutOfItsDefinition() throws IOException {
        Path file = write("connector.github.cfg", "token = very-secret");

        assertEquals(
                "$[file:connector.github.cfg#token]",
                read().definitions().get(0).values().get("token"));
        assertEquals(
                "very-secret",
                clearValues.value(file, InstanceId.parse("github"), "token").orElseThrow());
    }

    @Test
    void tellsOfNamesThatNameNoInstanceAndOfSecondSpellings() throws IOException {
        write("connector.GitHub.cfg", "url = x");
        write("connector.jira.cfg", "url = x");
        write("connector.jira~default.cfg", "url = x");

        List<String> problems = read().problems().stream().map(Object::toString).toList();

        assertEquals(2, problems.size());
        assertTrue(problems.get(0).startsWith("connector.GitHub.cfg: 'connector.GitHub.cfg' names no instance"));
        assertEquals(
                "connector.jira~default.cfg: 'connector.jira~default.cfg' and 'connector.jira.cfg' both define 'jira', and"
                        + " 'connector.jira.cfg' was first; delete one of them",
                problems.get(1));
    }

    @Test
    void findsFilesThatLieElsewhere() throws IOException {
        Path deploy = Files.createDirectories(home.resolve("deploy"));
        Files.writeString(deploy.resolve("connector.github.cfg"), "url = x");
        Files.writeString(deploy.resolve("some.jar"), "");

        assertEquals(
                List.of(
                        "connector.github.cfg: lies in 'deploy', where configurations are not read; move it to 'config'"),
                new ConfigFolder(config, clearValues)
                        .strays(deploy).stream().map(Object::toString).toList());
    }

    @Test
    void aFolderThatIsNotThereHasNothing() throws IOException {
        assertEquals(ConfigFolder.Content.EMPTY, new ConfigFolder(home.resolve("x"), clearValues).read());
    }

    private ConfigFolder.Content read() throws IOException {
        return new ConfigFolder(config, clearValues).read();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(config.resolve(name), content + "\n");
    }
}
