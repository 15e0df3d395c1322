package dev.patchbay.itests;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import dev.patchbay.spi.Source;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A connector of the host that tells for whom it works and what it was given, and fails with all that if it shall. */
final class Echo implements Source, Invoker {
    private static final Logger LOG = LoggerFactory.getLogger(Echo.class);

    interface Settings {
        String url();

        String health();
    }

    private final ConnectorContext context;

    private Echo(ConnectorContext context) {
        this.context = context;
    }

    /** Adds the type {@code echo} to a registry. */
    static void register(ConnectorRegistry registry) {
        TypeDefinition type = TypeDefinition.builder("echo")
                .capabilities(Capability.PULL, Capability.INVOKE)
                .attributes(List.of(
                        Attribute.builder("url", Attribute.Type.STRING)
                                .required(true)
                                .build(),
                        Attribute.builder("health", Attribute.Type.STRING)
                                .defaults(List.of("UP"))
                                .build(),
                        Attribute.builder("token", Attribute.Type.PASSWORD).build()))
                .build();
        registry.register(type, Echo::new);
    }

    @Override
    public Page pull(PullRequest request, CallContext call) {
        return Page.last(
                List.of(ConnectorRecord.builder("things").fields(all(call)).build()));
    }

    @Override
    public List<Operation> operations() {
        return List.of(
                Operation.builder("who").idempotent().build(),
                Operation.builder("fail").idempotent().build());
    }

    @Override
    public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
        LOG.info("echo of {} for {}", url(), call.tenant());
        if (operation.equals("fail")) {
            throw new ConnectorException(ErrorCode.REMOTE_UNAVAILABLE, "refused by " + all(call) + " " + arguments);
        }
        return all(call);
    }

    @Override
    public Health health(CallContext call) {
        String status = context.config(Settings.class).health();
        return status.equals("UP") ? Health.up("at " + url()) : Health.down("nobody at " + url());
    }

    @Override
    public void close() {}

    private String url() {
        return context.config(Settings.class).url();
    }

    private Map<String, Object> all(CallContext call) {
        Map<String, Object> all = new HashMap<>();
        all.put("instance", context.id().toString());
        all.put("tenant", call.tenant());
        all.put("loggedTenant", MDC.get("tenant"));
        all.put("loggedInstance", MDC.get("instance"));
        all.put("url", url());
        all.put("token", token());
        return all;
    }

    private String token() {
        try {
            return context.secret("token").reveal();
        } catch (ConnectorException none) {
            return "";
        }
    }
}
