package dev.patchbay.itests;

import dev.patchbay.api.ConnectorRegistry;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that accepts tokens, and connectors of the host for it: the type {@code asking} takes its token anew at each
 * use, the type {@code keeping} keeps that of its configuration.
 */
final class TokenService {

    interface Settings {
        String token();
    }

    /** What it accepts; anything if empty. */
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    private final Map<InstanceId, AtomicInteger> made = new ConcurrentHashMap<>();

    TokenService register(ConnectorRegistry registry) {
        register(registry, "asking", context -> () -> context.secret("token").reveal());
        register(registry, "keeping", context -> {
            String token = context.config(Settings.class).token();
            return () -> token;
        });
        return this;
    }

    /** From now on it accepts just these. */
    void accept(String... tokens) {
        accepted.addAll(Set.of(tokens));
        accepted.retainAll(Set.of(tokens));
    }

    /** How many connector objects an instance has had. */
    int made(String id) {
        return made.getOrDefault(InstanceId.parse(id), new AtomicInteger()).get();
    }

    /** With which token an instance makes a call; fails if that is not accepted. */
    static String token(RunningHome home, String id) {
        return home.handle(id).invoke("token", Map.of()).get("token").toString();
    }

    private interface Token {
        String now();
    }

    private interface Taking {
        Token of(ConnectorContext context);
    }

    private void register(ConnectorRegistry registry, String type, Taking taking) {
        TypeDefinition definition = TypeDefinition.builder(type)
                .capabilities(Capability.INVOKE)
                .attributes(List.of(Attribute.builder("token", Attribute.Type.PASSWORD)
                        .required(true)
                        .build()))
                .build();
        registry.register(definition, context -> connector(context, taking));
    }

    private Connector connector(ConnectorContext context, Taking taking) {
        made.computeIfAbsent(context.id(), id -> new AtomicInteger()).incrementAndGet();
        Token token = taking.of(context);
        return new Invoker() {
            @Override
            public List<Operation> operations() {
                return List.of(
                        Operation.builder("token").idempotent().build(),
                        Operation.builder("store").build());
            }

            @Override
            public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
                if (operation.equals("store")) {
                    context.store("token", Secret.of(arguments.get("value").toString()));
                }
                String used = token.now();
                if (!accepted.isEmpty() && !accepted.contains(used)) {
                    throw new ConnectorException(
                            ErrorCode.AUTHENTICATION_FAILED, "'" + context.id() + "': the token is refused; renew it");
                }
                return Map.of("token", used);
            }

            @Override
            public Health health(CallContext call) {
                return Health.up("");
            }

            @Override
            public void close() {}
        };
    }
}
