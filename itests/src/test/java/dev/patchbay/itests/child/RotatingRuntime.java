package dev.patchbay.itests.child;

import dev.patchbay.api.TypeDefinition;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.Health;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.Invoker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A runtime in a process of its own with a connector that rotates its token at each call. A line names an instance and
 * when the process shall die of the call: {@code never}, {@code stored} (before the new token is first used),
 * {@code used} (after that), or so many microseconds after storing it has begun.
 */
public final class RotatingRuntime {
    /** What the process ends with when it kills itself. */
    public static final int KILLED = 9;

    private RotatingRuntime() {}

    public static void main(String[] words) throws IOException {
        Path home = Path.of(words[0]);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Patchbay patchbay = Patchbay.builder().home(home).build().start()) {
            TypeDefinition type = TypeDefinition.builder("rotating")
                    .capabilities(Capability.INVOKE)
                    .attributes(List.of(Attribute.builder("token", Attribute.Type.PASSWORD)
                            .required(true)
                            .build()))
                    .build();
            patchbay.registry().register(type, context -> connector(context, home.resolveSibling("server")));
            System.out.println(ReportingRuntime.END);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] parts = line.split(" ");
                patchbay.registry().settle(Duration.ofSeconds(10));
                System.out.println(answer(patchbay, parts[0], parts[1]));
                System.out.println(ReportingRuntime.END);
            }
        }
    }

    private static String answer(Patchbay patchbay, String id, String death) {
        try {
            return patchbay.registry()
                    .get(id)
                    .invoke("rotate", Map.of("death", death))
                    .get("told")
                    .toString();
        } catch (RuntimeException failed) {
            return failed.toString();
        }
    }

    private static Connector connector(ConnectorContext context, Path servers) {
        RotatingServer server = new RotatingServer(servers.resolve(context.id().name()));
        return new Invoker() {
            @Override
            public List<Operation> operations() {
                return List.of(Operation.builder("rotate").build());
            }

            @Override
            public Map<String, Object> invoke(String operation, Map<String, Object> arguments, CallContext call) {
                server.use(context.secret("token").reveal());
                String next = server.issue();
                String death = arguments.get("death").toString();
                if (death.matches("\\d+")) {
                    dieAfter(Long.parseLong(death));
                }
                context.store("token", Secret.of(next));
                if (death.equals("stored")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                server.use(context.secret("token").reveal());
                if (death.equals("used")) {
                    Runtime.getRuntime().halt(KILLED);
                }
                return Map.of("told", "rotated");
            }

            @Override
            public Health health(CallContext call) {
                return Health.up("");
            }

            @Override
            public void close() {}
        };
    }

    /** Without shutdown hooks, and whatever the other threads are doing. */
    private static void dieAfter(long micros) {
        Thread killer = new Thread(() -> {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(micros));
            Runtime.getRuntime().halt(KILLED);
        });
        killer.setDaemon(true);
        killer.start();
    }
}
