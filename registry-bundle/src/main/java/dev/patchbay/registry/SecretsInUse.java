package dev.patchbay.registry;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.lifecycle.Instance;
import dev.patchbay.registry.lifecycle.Instances;
import dev.patchbay.registry.redaction.SecretMemory;
import java.util.HashSet;
import java.util.Set;

/** Which secrets may still be told by somebody: those of good settings, and what connector objects were handed. */
final class SecretsInUse {
    private SecretsInUse() {}

    /** Lets a memory that is crowded forget all others. */
    static void keep(SecretMemory memory, Instances instances) {
        Set<Secret> inUse = new HashSet<>();
        instances.all().stream().map(Instance::standing).forEach(standing -> {
            standing.lastGood().ifPresent(settings -> inUse.addAll(settings.secrets()));
            standing.serving().ifPresent(slot -> inUse.addAll(slot.handedOut()));
        });
        memory.forget(inUse, id -> instances.find(id).isPresent());
    }
}
