package dev.patchbay.registry.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownSecretsTest {
    private static final SecretKey OF_ACME = new SecretKey("secret", "token", "acme");
    private static final SecretKey OF_GLOBEX = new SecretKey("secret", "token", "globex");
    private static final SecretKey OTHER = new SecretKey("env", "token", "");

    private final List<SecretKey> read = new ArrayList<>();
    private final KnownSecrets known = new KnownSecrets(this::read, () -> {});

    @Test
    void knowsWhatTenantsMeanByANameForAsLongAsSomebodyUsesIt() {
        known.use(InstanceId.parse("jira@acme"), Set.of(OF_ACME));
        known.use(InstanceId.parse("jira@globex"), Set.of(OF_GLOBEX, OTHER));
        assertEquals(Set.of(OF_ACME, OF_GLOBEX), Set.copyOf(known.named("secret", "token")));
        assertEquals(List.of(OTHER), known.named("env", "token"));
        known.use(InstanceId.parse("jira@acme"), Set.of());
        assertEquals(List.of(OF_GLOBEX), known.named("secret", "token"));
        known.use(InstanceId.parse("jira@acme"), Set.of(OF_ACME));
        assertEquals(Set.of(OF_ACME, OF_GLOBEX), Set.copyOf(known.named("secret", "token")));
        known.use(InstanceId.parse("jira@acme"), Set.of());
        known.use(InstanceId.parse("jira@globex"), Set.of());
        assertEquals(List.of(), known.named("secret", "token"));
    }

    @Test
    void forgetsTheNameOfWhatNobodyHasAskedForAgain() {
        known.get(OTHER);
        known.sweep();
        assertEquals(List.of(OTHER), known.named("env", "token"));
        known.sweep();
        assertEquals(List.of(), known.named("env", "token"));
    }

    @Test
    void readsThoseAgainThatItIsToldOfAndKnows() {
        known.get(OF_ACME);
        known.get(OTHER);
        read.clear();
        known.refresh(List.of(OF_ACME, OF_GLOBEX));
        assertEquals(List.of(OF_ACME), read);
    }

    private Resolution read(SecretKey key) {
        read.add(key);
        return Resolution.of(Secret.of("x"));
    }
}
