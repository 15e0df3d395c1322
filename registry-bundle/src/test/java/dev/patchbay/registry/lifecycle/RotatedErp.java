package dev.patchbay.registry.lifecycle;

import dev.patchbay.api.ConnectorHandle;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.registry.secret.Secrets;
import dev.patchbay.spi.ConnectorContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/**
 * A registry whose secrets lie in files, with an instance {@code erp} that refers to one of them, {@code token}, and what
 * connector objects it made.
 */
final class RotatedErp implements AutoCloseable {
    static final PullRequest ANY = PullRequest.of("things");

    final ConcurrentLinkedQueue<TestConnector> made = new ConcurrentLinkedQueue<>();
    final RegistryFixture.Diary diary = new RegistryFixture.Diary();
    final Secrets secrets;
    final RegistryFixture registry;
    private final Path folder;

    @interface Config {
        String url();

        String token() default "";
    }

    RotatedErp(Path home) throws IOException {
        folder = Files.createDirectory(home.resolve("secrets"));
        secrets = new Secrets(Optional.of(home), Map.of(), Duration.ofHours(1));
        registry = new RegistryFixture(home, secrets);
        secrets.onChange(
                ids -> ids.forEach(id -> registry.queues.submit(id.type(), () -> registry.reconciler.refresh(id))));
    }

    @Override
    public void close() {
        secrets.close();
        registry.close();
    }

    /** An instance erp with a token, whose pull tells what a function makes of its context. */
    void serve(Function<ConnectorContext, String> pull) throws IOException {
        serveEach(context -> request -> pull.apply(context));
    }

    /** The same, where the function is made once for each object. */
    void serveEach(Function<ConnectorContext, Function<PullRequest, String>> connector) throws IOException {
        write("token", "1");
        installEach(connector);
        registry.define("erp", "url", "u", "token", "$[secret:token]");
    }

    /** The type alone. */
    void install(Function<ConnectorContext, String> pull) {
        installEach(context -> request -> pull.apply(context));
    }

    void installEach(Function<ConnectorContext, Function<PullRequest, String>> connector) {
        registry.install("erp", "1.0.0", context -> {
            Function<PullRequest, String> pull = connector.apply(context);
            TestConnector one = new TestConnector(context, diary);
            one.onPull = request -> Page.last(List.of(ConnectorRecord.builder("things")
                    .id("1")
                    .field("got", pull.apply(request))
                    .build()));
            made.add(one);
            return one;
        });
    }

    /** What a pull of erp tells. */
    String pull() {
        return got(registry.handle("erp"));
    }

    static String got(ConnectorHandle handle) {
        return handle.pull(ANY).records().get(0).fields().get("got").toString();
    }

    /** Writes the token and says so. */
    void rotate(String value) throws IOException {
        write("token", value);
        secrets.changed("secret", "token");
    }

    /** Writes a secret, and nobody is told. */
    void write(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value);
    }

    /** Waits until everybody has heard of it. */
    void settle() {
        registry.queues.settle(Duration.ofSeconds(10));
    }
}
