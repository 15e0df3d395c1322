package dev.patchbay.registry.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.format.FileContent;
import dev.patchbay.registry.format.InstanceBlock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example of docs/yaml.md is what that page says. */
class DocumentedYamlTest {

    @Test
    void theExampleGivesWhatIsSaidOfIt() throws IOException {
        String page = Files.readString(Path.of("../docs/yaml.md"));
        String example = page.substring(page.indexOf("```yaml\n") + 8, page.indexOf("```\n\ngives"));
        FileContent content = new YamlFormat(name -> Optional.empty()).read("all.yaml", example);

        assertEquals(List.of(), content.problems());
        Map<String, InstanceBlock> blocks = content.blocks().stream()
                .collect(Collectors.toMap(each -> each.id().toString(), Function.identity()));
        blocks.forEach((id, block) -> {
            assertEquals(List.of(), block.problems());
            assertTrue(page.contains("`" + id + "`"), id);
        });
        assertEquals(4, blocks.size());
        assertEquals(
                "https://eu.example.com/acme",
                blocks.get("salesforce~crm@acme").values().get("url"));
        assertEquals("20s", blocks.get("salesforce~crm@globex").values().get("timeout"));
        assertEquals(
                "https://us.example.com/initech",
                blocks.get("salesforce~crm@initech").values().get("url"));
    }
}
