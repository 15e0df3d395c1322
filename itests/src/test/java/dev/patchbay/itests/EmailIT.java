package dev.patchbay.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.PullRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.After;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** The connector email in a framework, where nothing but its own JAR has Angus Mail. */
public final class EmailIT {
    private static final int CYCLES = Endurance.times(3, 50);

    @ClassRule
    public static final RunningHome HOME = RunningHome.empty();

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        patient(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_IMAP)),
        patient(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP))
    });

    @Before
    public void start() {
        server.start();
        server.setUser("jane@example.com", "jane", "correct-horse");
    }

    @After
    public void stop() {
        server.stop();
    }

    @Test
    public void aDroppedJarAndACfgSendAMailWithAnAttachmentAndPullItAgain() {
        HOME.deploy(Bundles.named("email"));
        HOME.cfg("connector.email~jane.cfg", settings());
        HOME.await("email~jane", InstanceState.READY, InstanceState.ACTIVE);

        send(HOME.handle("email~jane"), "first");
        ConnectorRecord pulled = pull(HOME.handle("email~jane")).get(0);

        assertEquals("Grüße: first", pulled.fields().get("subject"));
        assertEquals("Hello.", pulled.fields().get("text").toString().trim());
        Map<?, ?> attachment = (Map<?, ?>) ((List<?>) pulled.fields().get("attachments")).get(0);
        assertEquals("prices.csv", attachment.get("name"));
        assertArrayEquals("a;b".getBytes(UTF_8), (byte[]) attachment.get("content"));
        assertEquals(
                Health.Status.UP,
                HOME.registry().health(HOME.handle("email~jane").id()).status());
        HOME.delete(HOME.deployed("email.jar"));
        HOME.delete(HOME.config().resolve("connector.email~jane.cfg"));
        HOME.awaitGone("email~jane");
    }

    @Test
    public void leavesNoClassOrThreadWhenItIsUninstalled() throws Exception {
        Loaders loaders = new Loaders();
        Set<String> before = threads();
        HOME.cfg("connector.email~again.cfg", settings());
        for (int i = 1; i <= CYCLES; i++) {
            Bundle connector = HOME.install(Bundles.named("email"));
            connector.start();
            loaders.see("email", connector);
            HOME.awaitType("email");
            HOME.await("email~again", InstanceState.READY, InstanceState.ACTIVE);
            send(HOME.handle("email~again"), "number " + i);
            assertEquals(i, pull(HOME.handle("email~again")).size());
            connector.uninstall();
        }
        loaders.awaitForgotten();
        RunningHome.eventually().untilAsserted(() -> {
            Set<String> added = threads();
            added.removeAll(before);
            assertEquals(Set.of(), added);
        });
        HOME.delete(HOME.config().resolve("connector.email~again.cfg"));
        HOME.awaitGone("email~again");
    }

    private static ServerSetup patient(ServerSetup setup) {
        setup.setServerStartupTimeout(30_000);
        return setup;
    }

    private String[] settings() {
        return new String[] {
            "url = imap://localhost:" + server.getImap().getPort(),
            "smtp.url = smtp://localhost:" + server.getSmtp().getPort(),
            "starttls = off",
            "user = jane",
            "password = correct-horse",
            "from = jane@example.com"
        };
    }

    private static void send(ConnectorHandle handle, String subject) {
        assertEquals(
                1,
                handle.push(List.of(ConnectorRecord.builder("messages")
                                .id(subject)
                                .field("to", "jane@example.com")
                                .field("subject", "Grüße: " + subject)
                                .field("text", "Hello.")
                                .field("html", "<p>Hello.</p>")
                                .field(
                                        "attachments",
                                        List.of(Map.of(
                                                "name",
                                                "prices.csv",
                                                "type",
                                                "text/csv",
                                                "content",
                                                "a;b".getBytes(UTF_8))))
                                .build()))
                        .accepted());
    }

    private static List<ConnectorRecord> pull(ConnectorHandle handle) {
        return handle.pullAll(PullRequest.of("messages")).toList();
    }

    /** But for those of the mail server, which runs in the same process. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> !name.startsWith("awaitility")
                        && !name.startsWith("patchbay-")
                        && !name.contains("imap:")
                        && !name.contains("smtp:"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
