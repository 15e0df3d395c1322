package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;

/** The page of each connector: its .cfg files are taken as they stand there, and what it names is there. */
public final class ConnectorPagesIT {
    private static final Path CONNECTORS =
            Path.of("..", "connectors").toAbsolutePath().normalize();
    private static final Pattern CFG =
            Pattern.compile("```properties\\R# config/(connector\\.\\S+\\.cfg)\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern SETTINGS = Pattern.compile("\\R## Settings\\R.*?\\R(\\|.*?)\\R\\R", Pattern.DOTALL);
    private static final Pattern SECRET = Pattern.compile("\\$\\[secret:([^]]+)]");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Test
    public void itsCfgFilesAreTakenAsTheyStandThere() throws IOException {
        home.deploy(Bundles.named("postgresql"));
        List<String> instances = new ArrayList<>();
        for (Map.Entry<String, String> page : pages().entrySet()) {
            home.deploy(Bundles.named(page.getKey()));
            Matcher cfg = CFG.matcher(page.getValue());
            int before = instances.size();
            while (cfg.find()) {
                keepSecrets(cfg.group(2));
                home.cfg(cfg.group(1), cfg.group(2));
                instances.add(cfg.group(1).replaceAll("^connector\\.|\\.cfg$", ""));
            }
            assertTrue("the page of " + page.getKey() + " has no .cfg file", instances.size() > before);
        }
        for (String each : instances) {
            home.await(each, InstanceState.READY);
        }
    }

    @Test
    public void everySettingAndOperationThatItNamesIsThere() throws IOException {
        for (Map.Entry<String, String> page : pages().entrySet()) {
            String type = page.getKey();
            home.deploy(Bundles.named(type));
            home.awaitType(type);
            Set<String> keys = home.registry().schema(type).attributes().stream()
                    .map(Attribute::key)
                    .collect(Collectors.toSet());
            Set<String> strange = new TreeSet<>(settings(page.getValue()));
            assertEquals("the page of " + type, page.getValue().contains("\n## Settings\n"), !strange.isEmpty());
            strange.removeAll(keys);
            assertEquals("no settings of " + type, Set.of(), strange);

            Matcher cfg = CFG.matcher(page.getValue());
            assertTrue(cfg.find());
            keepSecrets(cfg.group(2));
            home.cfg(cfg.group(1), cfg.group(2));
            String id = cfg.group(1).replaceAll("^connector\\.|\\.cfg$", "");
            home.await(id, InstanceState.READY);
            ConnectorHandle handle = home.handle(id);
            if (handle.supports(Capability.INVOKE)) {
                Set<String> told = codes(page.getValue());
                Set<String> untold = new TreeSet<>();
                for (Operation each : handle.operations()) {
                    if (!told.contains(each.name())) {
                        untold.add(each.name());
                    }
                }
                assertEquals("operations of " + type + " that its page does not name", Set.of(), untold);
            }
        }
    }

    /** By connector type, which is also the name of the folder. */
    private static Map<String, String> pages() throws IOException {
        Map<String, String> pages = new LinkedHashMap<>();
        try (Stream<Path> modules = Files.list(CONNECTORS)) {
            for (Path each : modules.sorted().toList()) {
                if (Files.exists(each.resolve("README.md")) && !each.endsWith("contract-tests")) {
                    pages.put(each.getFileName().toString(), Files.readString(each.resolve("README.md")));
                }
            }
        }
        assertTrue(pages.keySet().toString(), pages.size() >= 5);
        return pages;
    }

    /** What the first cells of the table below "Settings" name. */
    private static Set<String> settings(String page) {
        Matcher table = SETTINGS.matcher(page);
        Set<String> settings = new TreeSet<>();
        if (table.find()) {
            for (String row : table.group(1).lines().toList()) {
                settings.addAll(codes(row.split("(?<!\\\\)\\|", 3)[1]));
            }
        }
        return settings;
    }

    private static Set<String> codes(String text) {
        return CODE.matcher(text.replaceAll("(?s)```.*?```", ""))
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void keepSecrets(String cfg) throws IOException {
        Path secrets = Files.createDirectories(home.path().resolve("secrets"));
        for (String name :
                SECRET.matcher(cfg).results().map(each -> each.group(1)).toList()) {
            Files.writeString(secrets.resolve(name), "whsec_c2VjcmV0LW9mLXRoZS1wYWdlLW9mLXRoZS1jb25uZWN0b3I=");
        }
    }
}
