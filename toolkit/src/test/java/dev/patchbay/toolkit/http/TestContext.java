package dev.patchbay.toolkit.http;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Secret;
import dev.patchbay.spi.ConnectorContext;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Settings by their keys, and a place that keeps secrets. */
public final class TestContext implements ConnectorContext {
    private final Map<String, String> settings;
    private volatile boolean writable = true;

    private TestContext(Map<String, String> settings) {
        this.settings = new ConcurrentHashMap<>(settings);
    }

    public static TestContext of(Map<String, String> settings) {
        return new TestContext(settings);
    }

    public static TestContext empty() {
        return of(Map.of());
    }

    /** From now on nothing is kept. */
    public void refuseToStore() {
        writable = false;
    }

    public void allowToStore() {
        writable = true;
    }

    @Override
    public InstanceId id() {
        return InstanceId.ofType("test");
    }

    @Override
    public <T> T config(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    String value = settings.get(method.getName().replace('_', '.'));
                    return value == null ? method.getDefaultValue() : value;
                }));
    }

    @Override
    public Secret secret(String key) {
        return Optional.ofNullable(settings.get(key))
                .map(Secret::of)
                .orElseThrow(() ->
                        new ConnectorException(ErrorCode.INVALID_CONFIG, "'" + key + "' is required and missing"));
    }

    @Override
    public void store(String key, Secret value) {
        if (!writable) {
            throw new ConnectorException(ErrorCode.INVALID_CONFIG, "'" + key + "' cannot be kept; refer to a keystore");
        }
        settings.put(key, value.reveal());
    }
}
