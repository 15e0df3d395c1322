package dev.patchbay.registry.unload;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK of Java 17 makes the methods of records out of a few method handles, each of which remembers for ever the last
 * type it was adapted to. If that was a class of a bundle, the bundle stays in memory until some other record comes. So
 * here something comes that is made like a record, of String, which stays anyway.
 */
final class RecordCaches {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCaches.class);

    private RecordCaches() {}

    /** Lets them remember something else. */
    static void flush() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle component = lookup.findVirtual(String.class, "intern", MethodType.methodType(String.class));
            make(lookup, "equals", MethodType.methodType(boolean.class, String.class, Object.class), component);
            make(lookup, "hashCode", MethodType.methodType(int.class, String.class), component);
            make(lookup, "toString", MethodType.methodType(String.class, String.class), component);
        } catch (Throwable failed) {
            LOG.debug("the caches of records keep what they have", failed);
        }
    }

    private static void make(MethodHandles.Lookup lookup, String method, MethodType type, MethodHandle component)
            throws Throwable {
        ObjectMethods.bootstrap(lookup, method, type, String.class, "component", component);
    }
}
