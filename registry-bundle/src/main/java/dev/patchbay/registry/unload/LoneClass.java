package dev.patchbay.registry.unload;

import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;

/** Classes in class loaders of their own, which nobody needs. */
final class LoneClass {
    private LoneClass() {}

    /** A new one, of a new class loader; both go at the first garbage collection that unloads classes. */
    static Class<?> make() {
        URLClassLoader loader = new URLClassLoader(new URL[0], null);
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                .getClass();
    }
}
