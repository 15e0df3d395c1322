package dev.patchbay.registry.compatibility;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import java.util.Optional;

/** {@code connector.github-europe.cfg} once meant the instance 'europe' of 'github'. */
final class OlderSpelling {
    private final ConnectorTypes types;

    OlderSpelling(ConnectorTypes types) {
        this.types = types;
    }

    /** A sentence, if the id of an instance without a type is such a spelling of one whose type is there. */
    Optional<String> of(InstanceId id) {
        String type = id.type();
        for (int dash = type.indexOf('-'); dash > 0; dash = type.indexOf('-', dash + 1)) {
            String shorter = type.substring(0, dash);
            String name = type.substring(dash + 1);
            if (types.versions(shorter).isEmpty()
                    || !InstanceId.isPart(name)
                    || !id.name().equals(InstanceId.DEFAULT)) {
                continue;
            }
            InstanceId meant = new InstanceId(shorter, name, id.tenant());
            return Optional.of("connector." + id + ".cfg is the older spelling, which would be an instance of a type '"
                    + type + "' that is not installed; rename it to connector." + meant + ".cfg");
        }
        return Optional.empty();
    }
}
