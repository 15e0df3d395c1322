package dev.patchbay.itests;

import static org.junit.Assert.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** Services that say the credential they were shown, each with an instance that shows it one; the connectors we ship. */
final class EchoingServices implements AutoCloseable {
    static final List<String> TYPES = List.of("webhook", "github", "salesforce", "email");

    private final Canaries canaries;
    private final Path home;
    private final List<Closeable> opened = new ArrayList<>();
    private final Map<String, IntSupplier> asked = new LinkedHashMap<>();
    private final Map<String, Integer> answers = new LinkedHashMap<>();

    /** @param home has the folders config and secrets */
    EchoingServices(Canaries canaries, Path home) {
        this.canaries = canaries;
        this.home = home;
    }

    /** Each instance with how many different answers its service has. */
    Map<String, Integer> answers() {
        return answers;
    }

    /** Fails unless every service was asked, and so has said its credential. */
    void requireAsked() {
        asked.forEach((id, count) -> assertTrue("'" + id + "' is asked", count.getAsInt() > 0));
    }

    /** What is pulled from an instance. */
    static String recordType(String id) {
        return switch (id.substring(0, id.indexOf('~'))) {
            case "github" -> "issues";
            case "salesforce" -> "Account";
            case "email" -> "messages";
            default -> "orders";
        };
    }

    /** @param all whether also those answers that differ in where they are cut off */
    EchoingServices open(boolean all) throws IOException {
        for (String auth : List.of("bearer", "header", "query", "basic")) {
            String key = auth.equals("basic") ? "password" : "token";
            http("webhook~" + auth, all, key, "auth=" + auth, "user=jane", "records=orders:/orders");
        }
        http("github~token", all, "token", "repository=octo/hello");
        http("salesforce~client", all, "client.secret", "client.id=me");
        mail("email~imap", true, "url");
        mail("email~smtp", false, "smtp.url");
        return this;
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : opened) {
            each.close();
        }
    }

    private void http(String id, boolean all, String key, String... settings) throws IOException {
        EchoedSecret secret = plant(id);
        List<FaultyService.Behaviour> behaviours = new ArrayList<>(secret.answers());
        if (all) {
            behaviours.addAll(secret.longAnswers());
        }
        AtomicInteger next = new AtomicInteger();
        FaultyService service = new FaultyService(connection ->
                behaviours.get(next.getAndIncrement() % behaviours.size()).answer(connection));
        opened.add(service::close);
        asked.put(id, next::get);
        List<String> lines = new ArrayList<>(List.of(settings));
        lines.add("url=" + service.url());
        configure(id, key, behaviours.size(), lines);
    }

    private void mail(String id, boolean imap, String key) throws IOException {
        EchoedSecret secret = plant(id);
        List<String> lines = new ArrayList<>(secret.longLines());
        lines.add(0, secret.line());
        EchoingMailServer server = new EchoingMailServer(imap, lines);
        opened.add(server::close);
        asked.put(id, server::refused);
        List<String> settings = List.of(key + "=" + server.url(), "starttls=off", "user=jane", "from=jane@example.com");
        configure(id, "password", lines.size(), settings);
    }

    private EchoedSecret plant(String id) throws IOException {
        String secret = canaries.plantForHeader(id);
        Files.writeString(home.resolve("secrets").resolve(id.replace('~', '-')), secret);
        return new EchoedSecret(secret);
    }

    private void configure(String id, String key, int different, List<String> settings) throws IOException {
        List<String> lines = new ArrayList<>(settings);
        lines.add(key + "=$[secret:" + id.replace('~', '-') + "]");
        // So that each call sees an answer of its own.
        lines.addAll(List.of("retry.max.attempts=1", "breaker.failure.threshold=1000", "timeout=10s"));
        Files.write(home.resolve("config/connector." + id + ".cfg"), lines);
        answers.put(id, different);
    }
}
