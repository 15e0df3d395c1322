package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceId;
import java.time.Duration;
import java.util.function.Consumer;

/** The verbs {@code enable} and {@code disable}. */
final class SwitchInstance implements Verb {
    static final String SUMMARY_ON = "Switches an instance on";
    static final String SUMMARY_OFF = "Switches an instance off: its calls end without a request to the outside";

    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final Manual ON =
            new Manual("enable", SUMMARY_ON, Syntax.none().required("ID"), """
            This outlives restarts and upgrades, and counts for more than 'enabled' in any file.

              enable jdbc~demo
            """);
    private static final Manual OFF =
            new Manual("disable", SUMMARY_OFF, Syntax.none().required("ID"), """
            This outlives restarts and upgrades. Calls in flight end as usual; 'enable' takes it back.

              disable jdbc~demo
            """);

    private final Manual manual;
    private final Instances instances;
    private final Consumer<InstanceId> act;

    private SwitchInstance(Manual manual, Instances instances, Consumer<InstanceId> act) {
        this.manual = manual;
        this.instances = instances;
        this.act = act;
    }

    static SwitchInstance on(Instances instances) {
        return new SwitchInstance(ON, instances, id -> instances.registry().enable(id));
    }

    static SwitchInstance off(Instances instances) {
        return new SwitchInstance(OFF, instances, id -> instances.registry().disable(id));
    }

    @Override
    public Manual manual() {
        return manual;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        InstanceId id = instances.known(arguments.operand("ID"));
        act.accept(id);
        // What is shown is how it stands after the change.
        instances.registry().settle(SETTLING);
        InstanceStatus status = instances.status(id.toString());
        if (arguments.json()) {
            Json.print(ListInstances.facts(status), console);
        } else {
            String line = status.id() + " is " + status.state() + ": " + status.reason();
            console.out().print(Cell.oneLine(line) + "\n");
        }
    }
}
