package dev.patchbay.registry.check;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.lifecycle.Absences;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/** As the runtime explains what is absent, but that no bundle is on its way where none is started. */
final class DryAbsences implements Absences {
    private final TypeExplainer explainer;
    private final ConnectorTypes types;

    DryAbsences(TypeExplainer explainer, ConnectorTypes types) {
        this.explainer = explainer;
        this.types = types;
    }

    @Override
    public Absence explain(InstanceId id, Optional<VersionRange> range) {
        Absence absence = explainer.explain(id, range);
        boolean known = !types.versions(id.type()).isEmpty() || absence.state() == InstanceState.INVALID;
        List<String> reasons = known ? List.of() : explainer.reasons(id.type());
        return reasons.isEmpty() ? absence : new Absence(InstanceState.INCOMPATIBLE, reasons.get(0));
    }
}
