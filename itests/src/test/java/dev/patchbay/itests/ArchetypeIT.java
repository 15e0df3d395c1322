package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * An author in another repository makes a project, builds it as it came, and drops it into a running home: with what was
 * built here, as it would be published.
 */
public final class ArchetypeIT {
    private static final long LIMIT_MINUTES = 5;
    private static final Pattern HOST = Pattern.compile("https?://([^/\\s\"'<:)]+)");
    private static final Pattern CODE = Pattern.compile("(?s)```java\\R(.*?)```");
    private static final Pattern TESTS = Pattern.compile("tests=\"(\\d+)\"");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final RunningHome home = RunningHome.empty();

    @Test
    public void makesAProjectThatPassesAsItCameAndServes() throws Exception {
        BuiltRepository repository = repository();
        make(repository, "parts-list", "-Dpackage=com.example.parts");
        Path project = folder.getRoot().toPath().resolve("parts-list");
        namesNoRegistry(project);
        isWhatThePageShows(project);
        maven(repository, project, "verify");
        assertTrue("the contract was hardly looked at", tests(project) > 40);

        serves(project);
    }

    @Test
    public void makesATypeAndClassesOfAnArtifactIdThatIsNeither() throws Exception {
        make(repository(), "9_Odd.Lives", "-Dpackage=com.example.odd");

        Path project = folder.getRoot().toPath().resolve("9_Odd.Lives");
        assertTrue(Files.exists(project.resolve("config/connector.9-odd-lives.cfg")));
        assertTrue(Files.exists(project.resolve("src/main/java/com/example/odd/C9OddLivesConnector.java")));
    }

    @Test
    public void saysWhatMakesNoConnector() throws Exception {
        BuiltRepository repository = repository();

        AssertionError refused = assertThrows(
                AssertionError.class,
                () -> make(repository, "parts", "-Dpackage=com.example.class", "-Dtype=Parts_List", "-Dlicense=GPL"));

        assertTrue(refused.getMessage(), refused.getMessage().contains("-Dtype='Parts_List' is not a connector type"));
        assertTrue(refused.getMessage(), refused.getMessage().contains("-Dlicense='GPL' is not one of Apache-2.0"));
        assertTrue(
                refused.getMessage(), refused.getMessage().contains("-Dpackage='com.example.class' is not a package"));
    }

    private BuiltRepository repository() throws IOException {
        BuiltRepository repository = BuiltRepository.make(
                folder.getRoot().toPath().resolve("repository"), Path.of(System.getProperty("maven.repository")));
        for (String module : List.of("api-bundle", "toolkit", "connectors/contract-tests", "archetype")) {
            repository.add(module);
        }
        return repository;
    }

    private void make(BuiltRepository repository, String artifact, String... more)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                "org.apache.maven.plugins:maven-archetype-plugin:" + System.getProperty("archetype.version")
                        + ":generate",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=dev.patchbay",
                "-DarchetypeArtifactId=archetype",
                "-DarchetypeVersion=" + repository.version(),
                "-DgroupId=com.example",
                "-DartifactId=" + artifact,
                "-Dversion=1.0.0"));
        words.addAll(List.of(more));
        maven(repository, folder.getRoot().toPath(), words.toArray(String[]::new));
    }

    private void serves(Path project) throws IOException, InterruptedException {
        Path service = project.resolve("src/test/java/com/example/parts/PartslistService.java");
        Path output = folder.getRoot().toPath().resolve("service.log");
        Process running = new ProcessBuilder(java(), service.toString(), "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            RunningHome.eventually().until(() -> Files.readString(output).contains("Ctrl-C"));
            Matcher url = Pattern.compile("at (\\S+)/items").matcher(Files.readString(output));
            assertTrue(Files.readString(output), url.find());
            home.deploy(project.resolve("target/parts-list-1.0.0.jar"));
            String cfg = Files.readString(project.resolve("config/connector.parts-list.cfg"));
            home.cfg("connector.parts-list.cfg", cfg.replaceFirst("(?m)^url = .*", "url = " + url.group(1)));
            home.await("parts-list", InstanceState.READY);

            ConnectorHandle handle = home.handle("parts-list");
            PullRequest request =
                    PullRequest.of("items").toBuilder().pageSize(10).build();
            try (Stream<?> records = handle.pullAll(request)) {
                assertEquals(25, records.count());
            }
            Health health = home.registry().health(InstanceId.parse("parts-list"));
            assertEquals(health.message(), Health.Status.UP, health.status());
        } finally {
            running.destroyForcibly().waitFor();
        }
    }

    /** Whoever builds decides where things come from. */
    private static void namesNoRegistry(Path project) throws IOException {
        Set<String> hosts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(project)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                HOST.matcher(Files.readString(each)).results().forEach(found -> hosts.add(found.group(1)));
                if (each.endsWith("Dockerfile")) {
                    Files.readAllLines(each).stream()
                            .filter(line -> line.startsWith("FROM ") || line.startsWith("ARG "))
                            .forEach(line -> assertTrue(line, !line.contains("/")));
                }
            }
        }
        // Names of schemas and of licences, an example, and this machine.
        hosts.removeAll(Set.of("maven.apache.org", "www.w3.org", "www.apache.org", "items.example.com", "127.0.0.1"));
        assertEquals(Set.of(), hosts);
    }

    /** Where docs/writing-a-connector.md shows code, it is that of such a project, there by the name of orders. */
    private static void isWhatThePageShows(Path project) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "writing-a-connector.md"));
        StringBuilder code = new StringBuilder();
        try (Stream<Path> files = Files.walk(project.resolve("src/main"))) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                code.append(Files.readString(each));
            }
        }
        List<String> blocks =
                CODE.matcher(page).results().map(found -> found.group(1)).toList();
        assertTrue("the page shows hardly any code", blocks.size() >= 3);
        List<String> strange = blocks.stream()
                .flatMap(String::lines)
                .map(each -> each.replace("Orders", "Partslist").replace("orders", "parts-list"))
                .filter(each -> !each.isBlank() && !each.strip().equals("..."))
                .filter(each -> code.indexOf(each + "\n") < 0)
                .toList();
        assertEquals(List.of(), strange);
    }

    private static int tests(Path project) throws IOException {
        int tests = 0;
        try (Stream<Path> reports = Files.list(project.resolve("target/failsafe-reports"))) {
            for (Path each :
                    reports.filter(file -> file.toString().endsWith("IT.xml")).toList()) {
                Matcher count = TESTS.matcher(Files.readString(each));
                tests += count.find() ? Integer.parseInt(count.group(1)) : 0;
            }
        }
        return tests;
    }

    private static void maven(BuiltRepository repository, Path directory, String... words)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-Dstyle.color=never",
                "-Dmaven.repo.local=" + repository.folder()));
        line.addAll(List.of(words));
        Path output = repository.folder().resolveSibling("maven.log");
        ProcessBuilder maven = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertTrue(Files.readString(output), ended && process.exitValue() == 0);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
