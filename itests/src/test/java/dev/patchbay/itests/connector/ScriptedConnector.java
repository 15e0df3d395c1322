package dev.patchbay.itests.connector;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.osgi.framework.FrameworkUtil;

/** Serves the numbers from 0 to 24, or whatever fault it is told to have. */
final class ScriptedConnector implements Source, Invoker {
    private static final int LAST = 25;

    private final ConnectorContext context;
    private final ScriptedConnectorFactory.Settings settings;
    private volatile boolean closed;

    ScriptedConnector(ConnectorContext context) {
        this.context = context;
        this.settings = context.config(ScriptedConnectorFactory.Settings.class);
        trace("made");
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        if (closed) {
            throw new IllegalStateException("pulled after it was closed");
        }
        call.request("GET", "/numbers");
        int from = request.cursor().map(Integer::parseInt).orElse(0);
        int to = Math.min(LAST, from + settings.page_size());
        List<ConnectorRecord> records = IntStream.range(from, to)
                .mapToObj(number -> ConnectorRecord.builder("numbers")
                        .id(Integer.toString(number))
                        .field("number", number)
                        .field("url", settings.url())
                        .build())
                .toList();
        Page page = to < LAST ? Page.of(records, Integer.toString(to)) : Page.last(records);
        return Script.run(settings.pull(), settings.gate(), page);
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("version")
                        .description("The version of the bundle that serves")
                        .idempotent()
                        .build(),
                Operation.builder("token")
                        .description("What the connector has got for a secret")
                        .idempotent()
                        .build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        if (operation.equals("token")) {
            return Map.of("token", context.secret("token").reveal());
        }
        return Map.of(
                "version", FrameworkUtil.getBundle(getClass()).getVersion().toString(),
                "instance", context.id().toString(),
                "url", settings.url());
    }

    @Override
    public Health health(CallContext call) {
        return Script.run(settings.health(), settings.gate(), Health.up("25 numbers are there"));
    }

    @Override
    public void close() {
        closed = true;
        Script.run(settings.close(), settings.gate(), "");
        trace("closed");
    }

    private void trace(String step) {
        if (settings.trace().isEmpty()) {
            return;
        }
        try {
            Files.writeString(
                    Path.of(settings.trace()), step + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
