package dev.patchbay.itests;

import static org.junit.Assert.assertTrue;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.InstanceFilter;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.rules.ExternalResource;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** A Patchbay on a home of its own, running for as long as a test or a class of tests. */
final class RunningHome extends ExternalResource {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TemporaryFolder folder = new TemporaryFolder();
    private final boolean scripted;
    private LogLines log;
    private Patchbay patchbay;

    private RunningHome(boolean scripted) {
        this.scripted = scripted;
    }

    /** With the scripted connector, version 1.0.0, in deploy/. */
    static RunningHome withScripted() {
        return new RunningHome(true);
    }

    static RunningHome empty() {
        return new RunningHome(false);
    }

    /** With a line in {@code config/patchbay.cfg}, from the next start on. */
    void settle(String line) {
        cfg("patchbay.cfg", line);
    }

    /** In the words of a test: wait until. */
    static ConditionFactory eventually() {
        return Awaitility.await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
    }

    @Override
    protected void before() throws Throwable {
        folder.create();
        log = LogLines.collect();
        if (scripted) {
            deploy(TestBundles.scripted("1.0.0"));
        }
        start();
    }

    @Override
    protected void after() {
        stop();
        log.end();
        folder.delete();
    }

    void start() {
        patchbay = Patchbay.builder()
                .home(path())
                .property("patchbay.run.secrets", containerSecrets().toString())
                .build()
                .start();
    }

    void stop() {
        patchbay.close();
    }

    Path path() {
        return folder.getRoot().toPath().resolve("home");
    }

    /** In place of /run/secrets; not there unless a test makes it. */
    Path containerSecrets() {
        return aside("run-secrets");
    }

    Path config() {
        return path().resolve("config");
    }

    Path deployed(String name) {
        return path().resolve("deploy").resolve(name);
    }

    /** A file beside the home that nobody watches. */
    Path aside(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    ConnectorRegistry registry() {
        return patchbay.registry();
    }

    BundleContext context() {
        return patchbay.bundleContext();
    }

    LogLines log() {
        return log;
    }

    /** Writes a file of config/ in place, as an editor or {@code echo} would. */
    Path cfg(String name, String... lines) {
        Path file = config().resolve(name);
        write(file, lines);
        return file;
    }

    /** Replaces a file of config/ by renaming another one, as careful programs do. */
    void replaceCfg(String name, String... lines) {
        Path fresh = aside(name + ".next");
        write(fresh, lines);
        move(fresh, config().resolve(name));
    }

    void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Puts a JAR into deploy/ under its own name. */
    Path deploy(Path jar) {
        return deploy(jar, jar.getFileName().toString());
    }

    Path deploy(Path jar, String name) {
        try {
            Path target = deployed(name);
            Files.createDirectories(target.getParent());
            Path fresh = Files.copy(jar, aside(name + ".next"), StandardCopyOption.REPLACE_EXISTING);
            move(fresh, target);
            return target;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A bundle of the host, which nobody watches. */
    Bundle install(Path jar) throws BundleException {
        return context().installBundle(jar.toUri().toString());
    }

    Optional<InstanceStatus> find(String id) {
        InstanceId wanted = InstanceId.parse(id);
        return registry().instances(InstanceFilter.all().where(wanted::equals)).stream()
                .findFirst();
    }

    InstanceStatus status(String id) {
        return find(id).orElseThrow(() -> new AssertionError("there is no instance " + id));
    }

    void await(String id, InstanceState... states) {
        List<InstanceState> wanted = List.of(states);
        eventually()
                .alias(id + " is " + wanted)
                .untilAsserted(() -> assertTrue(
                        state(id) + " instead of " + wanted + ": " + registry().why(id),
                        find(id).filter(each -> wanted.contains(each.state())).isPresent()));
    }

    void awaitGone(String id) {
        eventually().until(() -> find(id).isEmpty());
    }

    void awaitType(String type) {
        eventually().until(() -> registry().has(type));
    }

    /** Waits until list, why and the log say this of an instance, each in one sentence. */
    void awaitTold(String id, InstanceState state, String... words) {
        await(id, state);
        awaitSentence("list", () -> List.of(status(id).reason()), words);
        awaitWhy(id, words);
        awaitLogged(words);
    }

    /** The same of a file that makes no instance. */
    void awaitFileTold(String file, String... words) {
        awaitSentence(
                "list",
                () -> registry().problems().stream().map(Object::toString).toList(),
                words);
        awaitWhy(file, words);
        awaitLogged(words);
    }

    /** A line of the log may follow what it tells of, as it is written by another thread. */
    void awaitLogged(String... words) {
        awaitSentence("log", () -> log.with(words), words);
    }

    void awaitWhy(String subject, String... words) {
        awaitSentence("why", () -> registry().why(subject).sentences(), words);
    }

    /** An instance that serves: its setting 'url', out of a call. */
    String servedUrl(String id) {
        return ask(id).get("url").toString();
    }

    String servingVersion(String id) {
        return ask(id).get("version").toString();
    }

    ConnectorHandle handle(String id) {
        return registry().get(id);
    }

    static int pull(ConnectorHandle handle) {
        return handle.pull(PullRequest.of("numbers")).records().size();
    }

    /** How many threads are in a method, given as {@code Class.method}, now. */
    int threadsIn(String method) {
        return (int) Thread.getAllStackTraces().values().stream()
                .filter(stack ->
                        Stream.of(stack).anyMatch(frame -> frame.toString().contains("." + method + "(")))
                .count();
    }

    private Map<String, Object> ask(String id) {
        return registry().get(id).invoke("version", Map.of());
    }

    private String state(String id) {
        return find(id).map(each -> each.state().toString()).orElse("absent");
    }

    private static void awaitSentence(String where, Supplier<List<String>> sentences, String... words) {
        eventually()
                .alias(where + " says so")
                .untilAsserted(() -> assertTrue(
                        where + " says " + sentences.get() + " and nothing with " + List.of(words),
                        sentences.get().stream()
                                .anyMatch(each -> Stream.of(words).allMatch(each::contains))));
    }

    private static void write(Path file, String... lines) {
        try {
            Files.writeString(file, String.join("\n", lines) + "\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
