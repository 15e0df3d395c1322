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

    /**
     * A clear value of a file stays what it was when it was checked, because another one is another configuration; only
     * its references are asked again.
     *
     * @param backing that of the settings, with their file as it was when they were checked
     * @param last what it was when it was checked, for when it cannot be resolved any more
     */
    static LiveText of(Definition definition, Object value, Backing backing, String last) {
        Secret known = Secret.of(last);
        String written = ResolvedText.written(definition, value, backing);
        Optional<SecretReference> whole = SecretReference.parse(written);
        if (whole.isPresent()) {
            String tenant = definition.id().tenant();
            return new LiveText(() ->
                    backing.secrets().resolve(whole.get(), tenant).secret().orElse(known));
        }
        if (SecretReference.allIn(written).isEmpty()) {
            return new LiveText(() -> known);
        }
        return new LiveText(() -> {
            ResolvedText now = ResolvedText.of(definition, value, backing);
            return now.faults().isEmpty() ? Secret.of(now.text()) : known;
        });
    }

    Secret now() {
        return now.get();
    }
}
