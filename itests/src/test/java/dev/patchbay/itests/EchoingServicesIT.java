package dev.patchbay.itests;

import static dev.patchbay.model.InstanceState.ACTIVE;
import static dev.patchbay.model.InstanceState.READY;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;

import dev.patchbay.api.CallEnd;
import dev.patchbay.api.CallFacts;
import dev.patchbay.api.CallListener;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.PullRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * The connectors that we ship before services that fail and say the credential that they were shown, in every part of an
 * answer and in every spelling: nothing that leaves the runtime has it.
 */
public final class EchoingServicesIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final RunningHome embedded = RunningHome.empty();

    private final Canaries canaries = new Canaries();

    @Test
    public void noExceptionEventOrSentenceHasTheCredential() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        embedded.context().registerService(CallListener.class, listener(told), null);
        Files.createDirectories(embedded.path().resolve("secrets"));
        try (EchoingServices services = new EchoingServices(canaries, embedded.path()).open(true)) {
            EchoingServices.TYPES.forEach(each -> embedded.deploy(Bundles.named(each)));
            int calls = 0;
            for (Map.Entry<String, Integer> each : services.answers().entrySet()) {
                embedded.await(each.getKey(), READY, ACTIVE);
                for (int i = 0; i < each.getValue(); i++) {
                    told.add(each.getKey() + " " + i + ": " + failureOf(each.getKey()));
                    calls++;
                }
                told.add(String.valueOf(embedded.registry().health(InstanceId.parse(each.getKey()))));
                told.addAll(embedded.registry().why(each.getKey()).sentences());
                Thread.getAllStackTraces().keySet().forEach(thread -> told.add(thread.getName()));
            }
            int all = calls;
            RunningHome.eventually()
                    .until(() -> told.stream()
                                    .filter(each -> each.startsWith("heard "))
                                    .count()
                            >= all);
            services.requireAsked();
        }
        canaries.requireNoneIn("what a caller, a listener or an operator is told", told);
        canaries.requireNoneInFiles(embedded.path().resolve("data"));
    }

    @Test
    public void noOutputLogOrFileOfTheProcessHasTheCredential() throws Exception {
        Path root = folder.getRoot().toPath().toRealPath();
        Path home = root.resolve("home");
        for (String each : List.of("config", "deploy", "secrets")) {
            Files.createDirectories(home.resolve(each));
        }
        Path distribution = Archives.unpack(root);
        for (String each : EchoingServices.TYPES) {
            Files.copy(Bundles.named(each), home.resolve("deploy/" + each + ".jar"));
        }
        Files.copy(Bundles.named("metrics-bundle"), home.resolve("deploy/metrics.jar"));
        DistributedRuntime runtime = new DistributedRuntime(distribution, home, Map.of());
        try (EchoingServices services = new EchoingServices(canaries, home).open(false)) {
            runtime.start();
            for (String id : services.answers().keySet()) {
                runtime.await(id);
                assertEquals(id, 1, pull(runtime, id));
                runtime.run("", "health", id);
                pull(runtime, id);
                runtime.run("", "info", id);
                runtime.run("", "why", id);
                runtime.run("", "config", id);
            }
            for (String line : List.of("list --json", "health --all", "health --all --json", "export", "metrics")) {
                runtime.run("", line.split(" "));
            }
            services.requireAsked();
            runtime.stop();
        } finally {
            runtime.close();
        }
        canaries.requireNoneIn("what the process and the verbs said", runtime.said());
        canaries.requireNoneInFiles(home.resolve("data"));
        canaries.requireNoneInFiles(home.resolve("log"));
    }

    private static int pull(DistributedRuntime runtime, String id) throws IOException, InterruptedException {
        return runtime.run("", "pull", id, EchoingServices.recordType(id), "fields=Name");
    }

    private String failureOf(String id) {
        ConnectorHandle handle = embedded.handle(id);
        String type = EchoingServices.recordType(id);
        ConnectorException failure = assertThrows(id, ConnectorException.class, () -> {
            if (id.equals("email~smtp")) {
                handle.push(List.of(ConnectorRecord.builder(type)
                        .field("to", "jane@example.com")
                        .field("text", "Hello.")
                        .build()));
            } else {
                PullRequest.Builder request = PullRequest.builder(type);
                handle.pull(
                        id.startsWith("salesforce")
                                ? request.parameter("fields", "Name").build()
                                : request.build());
            }
        });
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static CallListener listener(List<String> told) {
        return new CallListener() {
            @Override
            public void ended(CallFacts call, CallEnd end) {
                told.add("heard " + call.id() + end.endpoint() + end.message() + end.stackTrace());
            }
        };
    }
}
