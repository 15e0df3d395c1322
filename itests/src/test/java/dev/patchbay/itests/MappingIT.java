package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.itests.DryVerbs.Outcome;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.model.PushResult;
import dev.patchbay.model.Webhook;
import dev.patchbay.model.WebhookResult;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Sink;
import dev.patchbay.spi.Source;
import dev.patchbay.spi.WebhookReceiver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;

/** Fields are filled from paths and sent to paths, as files of config/ say, while the runtime runs. */
public final class MappingIT {
    private static final ConnectorRecord ISSUE = ConnectorRecord.builder("issues")
            .id("7")
            .field("key", "PB-7")
            .field(
                    "fields",
                    Map.of("summary", "It rains", "labels", List.of(Map.of("name", "wet"), Map.of("name", "cold"))))
            .build();

    private static final AtomicInteger MADE = new AtomicInteger();
    private static final List<ConnectorRecord> PUSHED = new CopyOnWriteArrayList<>();

    @Rule
    public final RunningHome home = RunningHome.withScripted();

    @Before
    public void register() {
        MADE.set(0);
        PUSHED.clear();
        TypeDefinition tracker = TypeDefinition.builder("tracker")
                .capabilities(Capability.PULL, Capability.PUSH, Capability.RECEIVE)
                .attributes(List.of())
                .build();
        home.registry().register(tracker, context -> {
            MADE.incrementAndGet();
            return new Tracker();
        });
    }

    @Test
    public void aCfgFileFillsFieldsOfWhatIsPulledAndReceived() {
        home.cfg(
                "connector.tracker.cfg",
                "mapping.title = fields.summary",
                "mapping.labels = fields.labels[*].name",
                "mapping.none = fields.nothing.there");
        home.await("tracker", InstanceState.READY);
        ConnectorHandle handle = home.handle("tracker");
        Map<String, Object> expected = new LinkedHashMap<>(ISSUE.fields());
        expected.put("title", "It rains");
        expected.put("labels", List.of("wet", "cold"));

        ConnectorRecord pulled = handle.pull(PullRequest.of("issues")).records().get(0);
        assertEquals(expected, pulled.fields());
        assertEquals("7", pulled.id().orElseThrow());
        assertEquals(
                expected,
                handle.pullAll(PullRequest.of("issues"))
                        .findFirst()
                        .orElseThrow()
                        .fields());
        assertEquals(
                expected,
                handle.receive(Webhook.of(Map.of(), new byte[0]))
                        .records()
                        .get(0)
                        .fields());
    }

    @Test
    public void aYamlFileSendsFieldsToPaths() {
        home.cfg(
                "trackers.yaml",
                "templates:",
                "  jira:",
                "    mapping.push.owner: owner.name",
                "connectors:",
                "  tracker:",
                "    eu:",
                "      extends: jira",
                "      mapping:",
                "        push: {title: fields.summary, label: 'fields.labels[0].name'}",
                "    plain:",
                "      extends: jira",
                "      mapping.push.owner: ''");
        home.await("tracker~eu", InstanceState.READY);
        home.await("tracker~plain", InstanceState.READY);
        ConnectorRecord record = ConnectorRecord.of(
                "issues", Map.of("title", "It rains", "label", "wet", "owner", "Ada", "key", "PB-7"));

        home.handle("tracker~eu").push(List.of(record));
        home.handle("tracker~plain").push(List.of(record));

        assertEquals(
                Map.of(
                        "key",
                        "PB-7",
                        "owner",
                        Map.of("name", "Ada"),
                        "fields",
                        Map.of("summary", "It rains", "labels", List.of(Map.of("name", "wet")))),
                PUSHED.get(0).fields());
        assertEquals(record.fields(), PUSHED.get(1).fields());
    }

    @Test
    public void changesCountFromTheNextCallOnWithTheSameObject() {
        home.cfg("connector.tracker.cfg", "mapping.title = fields.summary");
        home.await("tracker", InstanceState.READY);
        ConnectorHandle handle = home.handle("tracker");
        assertEquals("It rains", title(handle));

        for (List<String> edit : List.of(
                List.of("key", "PB-7"),
                List.of("fields.labels[-1].name", "cold"),
                List.of("nothing", "null"),
                List.of("fields.summary", "It rains"))) {
            home.cfg("connector.tracker.cfg", "mapping.title = " + edit.get(0));
            RunningHome.eventually().untilAsserted(() -> assertEquals(edit.get(1), title(handle)));
        }

        assertEquals("objects made", 1, MADE.get());
    }

    @Test
    public void aPathThatIsBrokenIsToldWithItsPlaceAndTheLastGoodOnesGoOn() {
        home.cfg("connector.tracker.cfg", "mapping.title = fields.summary");
        home.await("tracker", InstanceState.READY);
        ConnectorHandle handle = home.handle("tracker");
        assertEquals("It rains", title(handle));

        home.cfg(
                "connector.tracker.cfg",
                "mapping.title = fields..summary",
                "mapping.push.a = x",
                "mapping.push.b = x.y");
        home.awaitWhy("tracker", "connector.tracker.cfg line 1", "'mapping.title' lacks a name at character 8");
        home.awaitWhy("tracker", "connector.tracker.cfg line 3", "'mapping.push.b' leads into 'x'");
        assertEquals("It rains", title(handle));
    }

    @Test
    public void checkTellsOfEveryBrokenPathBeforehand() {
        home.stop();
        home.cfg(
                "all.yaml",
                "connectors:",
                "  scripted:",
                "    eu:",
                "      url: http://eu",
                "      mapping: {title: $.summary, tags: ['a.b'], push: {a: 'x[*]'}}");

        Outcome outcome = DryVerbs.run(home.path(), home.path(), "check");

        assertEquals(outcome.out(), 1, outcome.exitCode());
        for (String problem : List.of(
                "all.yaml line 5 column 17: 'mapping.title' begins with '$'",
                "all.yaml line 5 column 35: 'mapping.tags' is a list",
                "all.yaml line 5 column 57: 'mapping.push.a' has [*]")) {
            assertEquals(
                    problem + " in " + outcome.out(),
                    1,
                    outcome.lines().stream()
                            .filter(each -> each.contains(problem))
                            .count());
        }
        home.start();
    }

    private static String title(ConnectorHandle handle) {
        return String.valueOf(
                handle.pull(PullRequest.of("issues")).records().get(0).fields().get("title"));
    }

    /** Has one issue, and keeps what it is given. */
    private static final class Tracker implements Source, Sink, WebhookReceiver {
        @Override
        public Page pull(PullRequest request, CallContext call) {
            return Page.last(List.of(ISSUE));
        }

        @Override
        public PushResult push(List<ConnectorRecord> records, CallContext call) {
            PUSHED.addAll(records);
            return PushResult.accepted(records.size());
        }

        @Override
        public WebhookResult receive(Webhook webhook, CallContext call) {
            return WebhookResult.accepted(List.of(ISSUE));
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("one issue is there");
        }

        @Override
        public void close() {}
    }
}
