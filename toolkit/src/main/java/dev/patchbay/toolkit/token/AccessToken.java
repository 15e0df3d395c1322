package dev.patchbay.toolkit.token;

import dev.patchbay.model.Secret;
import dev.patchbay.toolkit.Document;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A token as it was given out. */
public final class AccessToken {
    private final Secret value;
    private final Duration lifetime;
    private final Document answer;

    private AccessToken(Secret value, Duration lifetime, Document answer) {
        this.value = value;
        this.lifetime = lifetime;
        this.answer = answer;
    }

    /** One that is good until it is refused. */
    public static AccessToken of(Secret value) {
        return new AccessToken(value, null, Document.of(Map.of()));
    }

    /** The same, good for so long from when it was asked for. */
    public AccessToken lasting(Duration time) {
        return new AccessToken(value, time, answer);
    }

    /** The same with all that was told along with it. */
    public AccessToken with(Document told) {
        return new AccessToken(value, lifetime, told);
    }

    public Secret value() {
        return value;
    }

    /** How long it is good; empty if nobody said. */
    public Optional<Duration> lifetime() {
        return Optional.ofNullable(lifetime);
    }

    /** What was told along with it, such as Salesforce's {@code instance_url}; holds secrets. */
    public Document answer() {
        return answer;
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
