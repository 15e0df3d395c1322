package dev.patchbay.registry.config;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Settings in the type of a connector, each converted at its first use and remembered. The converter does it at each use,
 * which takes some 20 microseconds, and connectors read their settings for every record.
 */
final class RememberedSettings implements InvocationHandler {
    private final Object converted;
    private final Map<Method, Optional<Object>> values = new ConcurrentHashMap<>();

    private RememberedSettings(Object converted) {
        this.converted = converted;
    }

    /** A class is filled once anyway, and stays as it is. */
    static <T> T of(Class<T> type, T converted) {
        return type.isInterface()
                ? type.cast(Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, new RememberedSettings(converted)))
                : converted;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (arguments != null) {
            return ask(method, arguments);
        }
        Optional<Object> known = values.get(method);
        if (known == null) {
            known = Optional.ofNullable(ask(method, null));
            values.put(method, known);
        }
        return known.map(RememberedSettings::handedOut).orElse(null);
    }

    /** Nobody may change what another one gets. */
    private static Object handedOut(Object value) {
        if (!value.getClass().isArray()) {
            return value;
        }
        int length = Array.getLength(value);
        Object copy = Array.newInstance(value.getClass().getComponentType(), length);
        System.arraycopy(value, 0, copy, 0, length);
        return copy;
    }

    private Object ask(Method method, Object[] arguments) throws Throwable {
        try {
            // The type need not be public.
            method.setAccessible(true);
            return method.invoke(converted, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause();
        }
    }
}
