package dev.patchbay.registry.config;

import dev.patchbay.model.Secret;
import dev.patchbay.registry.secret.SecretReference;
import java.util.Optional;
import java.util.function.Supplier;

/** A configured value as it is at the moment of asking; what is written in it is read once only. */
final class LiveText {
    private final Supplier<Secret> now;

    private LiveText(Supplier<Secret> now) {
        this.now = now;
    }

    /** @param last what it was when it was checked, for when it cannot be resolved any more */
    static LiveText of(Definition definition, Object value, Backing backing, String last) {
        Secret known = Secret.of(last);
        Optional<SecretReference> whole = value instanceof String text ? SecretReference.parse(text) : Optional.empty();
        if (whole.isPresent() && !whole.get().scheme().equals(SecretReference.FILE)) {
            String tenant = definition.id().tenant();
            return new LiveText(() ->
                    backing.secrets().resolve(whole.get(), tenant).secret().orElse(known));
        }
        if (whole.isEmpty()
                && SecretReference.allIn(ResolvedText.written(definition, value, backing))
                        .isEmpty()) {
            return new LiveText(() -> known);
        }
        return new LiveText(() -> {
            if (last.equals(ResolvedText.written(definition, value, backing))) {
                return known;
            }
            ResolvedText now = ResolvedText.of(definition, value, backing);
            return now.faults().isEmpty() ? Secret.of(now.text()) : known;
        });
    }

    Secret now() {
        return now.get();
    }
}
