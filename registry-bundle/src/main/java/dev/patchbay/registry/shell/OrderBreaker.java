package dev.patchbay.registry.shell;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.Console;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The verb {@code breaker}. */
final class OrderBreaker implements Verb {
    static final String SUMMARY = "Shows the circuit breaker of an instance, or orders it about";

    /** The name of its operand, which are the words that can stand there. */
    static final String ORDERS = "reset|open|close";

    private static final Manual MANUAL = new Manual(
            "breaker",
            SUMMARY,
            Syntax.none()
                    .required("ID")
                    .optional(ORDERS)
                    .option(
                            "--tenant",
                            "TENANT",
                            "only for the calls of this tenant, with which the instance is shared"),
            """
            open lets no call through, close lets every call through, until the next order or the next start; reset lets
            it judge by itself again, from a clean start, and forgets what the external system has asked to wait. Of an
            instance that is shared, each tenant that calls it has a circuit breaker of its own: an order is for all of
            them, or with --tenant for one, and then forgets nothing but what that one has counted.

              breaker jdbc~demo
              breaker jdbc~demo reset
              breaker jdbc~common reset --tenant acme
            """);

    private final Instances instances;

    OrderBreaker(Instances instances) {
        this.instances = instances;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        InstanceId id = instances.known(arguments.operand("ID"));
        Optional<String> tenant = arguments.option("--tenant");
        tenant.filter(each -> !InstanceId.isPart(each)).ifPresent(each -> {
            throw arguments.wrong("'" + each + "' is no tenant");
        });
        Optional<BreakerOrder> order = arguments.optionalOperand(ORDERS).map(OrderBreaker::order);
        if (tenant.isPresent()) {
            ofOne(id, tenant.get(), order, arguments, console);
        } else {
            ofAll(id, order, arguments, console);
        }
    }

    private void ofAll(InstanceId id, Optional<BreakerOrder> order, Arguments arguments, Console console) {
        order.ifPresent(each -> instances.registry().breaker(id, each));
        LimitStatus status = instances.registry().limits(id);
        ShownLimits limits = new ShownLimits(status);
        if (arguments.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", id.toString());
            facts.putAll(limits.allFacts());
            Json.print(facts, console);
            return;
        }
        console.out().print("the circuit breaker of " + id + " is " + limits.breaker() + "\n");
        status.tenants().forEach((tenant, share) -> {
            if (share.breaker() != LimitStatus.Breaker.CLOSED) {
                print(id, tenant, share, console);
            }
        });
    }

    private void ofOne(
            InstanceId id, String tenant, Optional<BreakerOrder> order, Arguments arguments, Console console) {
        order.ifPresent(each -> instances.registry().breaker(id, tenant, each));
        LimitStatus share = instances.registry().limits(id, tenant);
        if (arguments.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", id.toString());
            facts.put("tenant", tenant);
            facts.putAll(new ShownLimits(share).facts());
            Json.print(facts, console);
        } else {
            print(id, tenant, share, console);
        }
    }

    private static void print(InstanceId id, String tenant, LimitStatus share, Console console) {
        console.out()
                .print("the circuit breaker of " + id + " for tenant " + tenant + " is "
                        + new ShownLimits(share).breaker() + "\n");
    }

    private static BreakerOrder order(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "reset" -> BreakerOrder.RESET;
            case "open" -> BreakerOrder.OPEN;
            case "close" -> BreakerOrder.CLOSE;
            default ->
                throw VerbFailure.usage("'" + word + "' is no order for a circuit breaker; write reset, open or close");
        };
    }
}
