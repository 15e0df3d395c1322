package dev.patchbay.itests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** ConfigurationAdmin inside a runtime, whose classes are not those of this class path. */
final class InnerConfigAdmin {
    private static final String PACKAGE = "org.osgi.service.cm.";

    private final Bundle bundle;
    private final Object service;
    private final Queue<String> delivered = new ConcurrentLinkedQueue<>();

    InnerConfigAdmin(BundleContext context) {
        try {
            ServiceReference<?> reference = context.getAllServiceReferences(PACKAGE + "ConfigurationAdmin", null)[0];
            this.bundle = reference.getBundle();
            this.service = context.getService(reference);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The properties of all configurations by their PID. */
    Map<String, Map<String, Object>> stored() {
        Map<String, Map<String, Object>> stored = new TreeMap<>();
        Object[] found = (Object[]) call("ConfigurationAdmin", "listConfigurations", service, String.class, null);
        if (found != null) {
            for (Object each : found) {
                Dictionary<?, ?> properties = (Dictionary<?, ?>) call("Configuration", "getProperties", each);
                Map<String, Object> values = new TreeMap<>();
                Collections.list(properties.keys()).forEach(key -> values.put(key.toString(), properties.get(key)));
                stored.put(call("Configuration", "getPid", each).toString(), values);
            }
        }
        return stored;
    }

    /** Changes a configuration twice and returns when every listener has heard of the first change. */
    void updateAndDeliver(String pid, String key, String value) {
        listen();
        Object[] found = (Object[])
                call("ConfigurationAdmin", "listConfigurations", service, String.class, "(service.pid=" + pid + ")");
        Dictionary<String, Object> changed = new Hashtable<>(stored().get(pid));
        for (int i = 0; i < 2; i++) {
            changed.put(key, value + i);
            call("Configuration", "update", found[0], Dictionary.class, changed);
        }
        RunningHome.eventually()
                .until(() -> delivered.stream().filter(pid::equals).count() >= 2);
    }

    private static Object readable(Object value) {
        return value instanceof Object[] array ? List.of(array) : value;
    }

    /**
     * Listeners are told on one thread, one event after the other.
     *
     * @return the PIDs of all that changes from now on, as they are told
     */
    Collection<String> listen() {
        Class<?> type = load("ConfigurationListener");
        Object listener =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, events) -> {
                    if (!method.getName().equals("configurationEvent")) {
                        return method.getName().equals("equals") ? (Object) (proxy == events[0]) : (Object) hashCode();
                    }
                    delivered.add(
                            call("ConfigurationEvent", "getPid", events[0]).toString());
                    return null;
                });
        bundle.getBundleContext().registerService(type.getName(), listener, null);
        return delivered;
    }

    private Object call(String type, String method, Object target) {
        try {
            return load(type).getMethod(method).invoke(target);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Object call(String type, String method, Object target, Class<?> parameter, Object argument) {
        try {
            return load(type).getMethod(method, parameter).invoke(target, argument);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Class<?> load(String name) {
        try {
            return bundle.loadClass(PACKAGE + name);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
