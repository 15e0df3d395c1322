package dev.patchbay.contract;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.util.converter.Converters;

/** The settings of one instance as a runtime gives them: a secret is only to be had by {@link #secret}. */
public final class ContractContext implements ConnectorContext {
    private static final String HIDDEN = "[secret]";

    private final InstanceId id;
    private final Map<String, Object> settings;
    private final Set<String> secretKeys;

    private ContractContext(InstanceId id, Map<String, Object> settings, Set<String> secretKeys) {
        this.id = id;
        this.settings = new ConcurrentHashMap<>(settings);
        this.secretKeys = Set.copyOf(secretKeys);
    }

    /**
     * @param settings by their keys as in a .cfg file, such as {@code page.size}
     * @param secretKeys which of them are passwords
     */
    public static ContractContext of(InstanceId id, Map<String, Object> settings, Set<String> secretKeys) {
        return new ContractContext(id, settings, secretKeys);
    }

    @Override
    public InstanceId id() {
        return id;
    }

    @Override
    public <T> T config(Class<T> type) {
        Map<String, Object> shown = new ConcurrentHashMap<>(settings);
        secretKeys.forEach(key -> shown.computeIfPresent(key, (same, value) -> HIDDEN));
        return Converters.standardConverter().convert(shown).to(type);
    }

    @Override
    public Secret secret(String key) {
        Object value = settings.get(key);
        if (value == null) {
            throw new ConnectorException(ErrorCode.INVALID_CONFIG, "'" + key + "' is required and missing; set it");
        }
        return Secret.of(value.toString());
    }

    @Override
    public void store(String key, Secret value) {
        settings.put(key, value.reveal());
    }

    /** Gives a secret another value, as a rotation does: whoever asks from now on gets this one. */
    public void rotate(String key, String value) {
        settings.put(key, value);
    }
}
