package dev.patchbay.benchmarks.scene;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * The least that a bundle does to have instances by configuration: a ManagedServiceFactory that keeps what it is given.
 * The interface lives in the bundle of ConfigurationAdmin, which is why this is a proxy.
 */
public final class PlainFactory implements InvocationHandler {
    private static final String MANAGED_SERVICE_FACTORY = "org.osgi.service.cm.ManagedServiceFactory";

    /** Greetings by PID. */
    private final Map<String, String> greetings = new ConcurrentHashMap<>();

    private PlainFactory() {}

    static PlainFactory register(BundleContext context, List<String> types) {
        PlainFactory factory = new PlainFactory();
        Class<?> type = load(context);
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, factory);
        String[] pids = types.stream().map(name -> "connector." + name).toArray(String[]::new);
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put("service.pid", pids);
        context.registerService(MANAGED_SERVICE_FACTORY, proxy, properties);
        return factory;
    }

    public int size() {
        return greetings.size();
    }

    /** What an instance is configured to say; empty if there is none whose PID ends so. */
    public Optional<String> greeting(String pid) {
        return Optional.ofNullable(greetings.get(pid));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "updated" -> {
                Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[1];
                greetings.put((String) arguments[0], (String) properties.get("greeting"));
                yield null;
            }
            case "deleted" -> {
                greetings.remove((String) arguments[0]);
                yield null;
            }
            case "getName", "toString" -> "plain factory";
            case "hashCode" -> System.identityHashCode(proxy);
            case "equals" -> proxy == arguments[0];
            default -> throw new IllegalStateException("unexpected " + method);
        };
    }

    private static Class<?> load(BundleContext context) {
        Bundle admin = Arrays.stream(context.getBundles())
                .filter(each -> "org.apache.felix.configadmin".equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no ConfigurationAdmin"));
        try {
            return admin.loadClass(MANAGED_SERVICE_FACTORY);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("ConfigurationAdmin lacks its own interface", e);
        }
    }
}
