package dev.patchbay.registry.shell;

import dev.patchbay.api.BreakerOrder;
import dev.patchbay.api.Console;
import dev.patchbay.api.LimitStatus;
import dev.patchbay.model.InstanceId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The verb {@code breaker}. */
final class OrderBreaker implements Verb {
    static final String SUMMARY = "Shows the circuit breaker of an instance, or orders it about";

    /** The name of its operand, which are the words that can stand there. */
    static final String ORDERS = "reset|open|close";

    private static final Manual MANUAL =
            new Manual("breaker", SUMMARY, Syntax.none().required("ID").optional(ORDERS), """
            open lets no call through, close lets every call through, until the next order or the next start; reset lets
            it judge by itself again, from a clean start, and forgets what the external system has asked to wait.

              breaker jdbc~demo
              breaker jdbc~demo reset
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
        arguments
                .optionalOperand(ORDERS)
                .map(OrderBreaker::order)
                .ifPresent(order -> instances.registry().breaker(id, order));
        LimitStatus status = instances.registry().limits(id);
        ShownLimits limits = new ShownLimits(status);
        if (arguments.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", id.toString());
            facts.putAll(limits.facts());
            Json.print(facts, console);
        } else {
            console.out().print("the circuit breaker of " + id + " is " + limits.breaker() + "\n");
        }
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
