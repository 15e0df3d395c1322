package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import dev.patchbay.itests.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * What the Dockerfile says, done by hand in a folder that stands for the image: its commands, its user, its entry point, its
 * health check, in a file system that can be written to in its volumes only. Without an engine this is as near as it gets.
 */
public final class DockerfileIT {
    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<String, String> environment = new HashMap<>();
    private Dockerfile dockerfile;
    private Path image;
    private String user;
    private Process runtime;

    @Before
    public void build() throws Exception {
        image = folder.getRoot().toPath().toRealPath().resolve("image");
        for (String each : List.of("tmp", "opt", "srv")) {
            Files.createDirectories(image.resolve(each));
        }
        Files.setPosixFilePermissions(folder.getRoot().toPath(), PosixFilePermissions.fromString("rwxr-xr-x"));
        dockerfile = Dockerfile.read(CHECKOUT.resolve("Dockerfile"));
        user = dockerfile.last("USER").arguments();
        for (Instruction each : dockerfile.all()) {
            switch (each.name()) {
                case "COPY" -> copy(each.arguments());
                case "RUN" -> shell(each.arguments());
                case "ENV" -> environment(each.arguments());
                default -> {
                    // The base image, and what is asked for below.
                }
            }
        }
        lock();
    }

    @After
    public void remove() throws Exception {
        if (runtime != null) {
            runtime.destroyForcibly().waitFor();
        }
        shell("chmod -R u+w " + folder.getRoot());
    }

    @Test
    public void startsAsNobodyIsHealthyAndEndsInOrder() throws Exception {
        assertTrue(user, user.matches("[1-9]\\d+:[1-9]\\d+"));
        List<String> check = dockerfile.last("HEALTHCHECK").words();
        assertEquals("nothing runs yet", 1, start(check, "check.log").waitFor());
        List<String> entry = new ArrayList<>(dockerfile.last("ENTRYPOINT").words());
        entry.addAll(dockerfile.last("CMD").words());

        runtime = start(entry, "run.log");
        RunningHome.eventually()
                .until(() ->
                        !runtime.isAlive() || Files.readString(log("run.log")).contains("ready in "));
        assertTrue(Files.readString(log("run.log")), runtime.isAlive());

        assertEquals(
                Files.readString(log("check.log")), 0, start(check, "check.log").waitFor());
        assertEquals(0, start(List.of("patchbay", "types"), "types.log").waitFor());
        assertTrue(
                Files.readString(log("types.log")),
                Files.readString(log("types.log")).contains("jdbc"));

        // Sent to the process that the entry point began as: what a container's engine sends it to.
        runtime.destroy();
        assertTrue(runtime.waitFor(60, TimeUnit.SECONDS));
        assertEquals(Files.readString(log("run.log")), 0, runtime.exitValue());
    }

    /** The archive from the checkout, or something from a stage before. */
    private void copy(String arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments.split(" ")));
        boolean staged = words.removeIf(each -> each.startsWith("--from="));
        if (!staged) {
            shell("cp " + CHECKOUT + "/" + words.get(0) + " " + words.get(1));
        }
    }

    private void environment(String arguments) {
        Matcher each = VARIABLE.matcher(placed(arguments));
        while (each.find()) {
            environment.put(each.group(1), each.group(2).replace("$PATH", System.getenv("PATH")));
        }
    }

    /** Nobody may write anywhere but in volumes, and there only the user of the image. */
    private void lock() throws Exception {
        shell("chmod -R a-w,a+rX /opt /srv");
        for (String each : dockerfile.last("VOLUME").words()) {
            shell("chmod u+w " + each);
        }
    }

    private Process start(List<String> words, String log) throws IOException {
        List<String> line = new ArrayList<>();
        if (isRoot()) {
            String[] ids = user.split(":");
            line.addAll(List.of("setpriv", "--reuid", ids[0], "--regid", ids[1], "--clear-groups"));
        }
        line.add(image.resolve("opt/patchbay/bin").resolve(words.get(0)).toString());
        line.addAll(words.subList(1, words.size()));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(
                        Path.of(placed(dockerfile.last("WORKDIR").arguments())).toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(log).toFile());
        builder.environment().putAll(environment);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private Path log(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    /** As a command of the image runs: in a shell, as root, or else as the only one that there is. */
    private void shell(String command) throws IOException, InterruptedException {
        String own = isRoot() ? command : command.replace(user, "$(id -u):$(id -g)");
        Process process =
                new ProcessBuilder("sh", "-euc", placed(own)).inheritIO().start();
        assertEquals(command, 0, process.waitFor());
    }

    /** The same in the folder that stands for the image. */
    private String placed(String text) {
        return text.replaceAll("(?<![\\w/.])/(opt|srv|tmp/patchbay)\\b", Matcher.quoteReplacement(image + "/") + "$1");
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
