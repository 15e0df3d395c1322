package dev.patchbay.registry.check;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.lifecycle.Absences;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.VersionRange;

/** As the runtime explains what is absent, but that no bundle is on its way where none is started. */
final class DryAbsences implements Absences {
    private final Absences running;
    private final ConnectorTypes types;
    private final Function<String, List<String>> obstacles;

    /** @param obstacles why the bundles that would bring a type do not; empty if there are none */
    DryAbsences(Absences running, ConnectorTypes types, Function<String, List<String>> obstacles) {
        this.running = running;
        this.types = types;
        this.obstacles = obstacles;
    }

    @Override
    public Absence explain(InstanceId id, Optional<VersionRange> range) {
        Absence absence = running.explain(id, range);
        List<String> found = obstacles.apply(id.type());
        boolean known = !types.versions(id.type()).isEmpty() || absence.state() == InstanceState.INVALID;
        return known || found.isEmpty() ? absence : new Absence(InstanceState.INCOMPATIBLE, found.get(0));
    }
}
