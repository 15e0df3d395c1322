package dev.patchbay.registry.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/operations.md has the settings that every instance has, with their defaults. */
class OperationsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");
    private static final Pattern ROW = Pattern.compile("\\| (`[^|]+`) \\| (\\S+)[^|]* \\| [^|]+\\|");
    private static final Pattern KEY = Pattern.compile("`([^`]+)`");

    @Test
    void namesEverySettingOfEveryInstanceWithItsDefault() throws IOException {
        Map<String, String> declared = new TreeMap<>();
        for (Attribute each : CommonTable.attributes()) {
            declared.put(
                    each.key(),
                    each.defaults().isEmpty() ? "none" : each.defaults().get(0));
        }
        assertEquals(declared, told());
    }

    private static Map<String, String> told() throws IOException {
        Map<String, String> told = new TreeMap<>();
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## Settings of every instance"), page.indexOf("## Calls\n"));
        for (Matcher row = ROW.matcher(section); row.find(); ) {
            for (Matcher key = KEY.matcher(row.group(1)); key.find(); ) {
                told.put(key.group(1), row.group(2));
            }
        }
        return told;
    }
}
