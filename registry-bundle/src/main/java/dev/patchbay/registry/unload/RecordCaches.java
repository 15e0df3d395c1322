package dev.patchbay.registry.unload;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The JDK makes the methods of records out of a few method handles, each of which remembers the last type it was adapted
 * to: in Java 17 for ever, later until memory is short. If that was a class of a bundle, the bundle stays in memory until
 * some other record comes. So here come two things that are made like records: one of a class that nobody needs, for the
 * later Java versions remember those of bundles and those of the JDK apart; and one of String, which stays anyway.
 */
final class RecordCaches {
    private static final Logger LOG = LoggerFactory.getLogger(RecordCaches.class);

    private RecordCaches() {}

    /** Lets them remember something else. */
    static void flush() {
        for (Class<?> type : new Class<?>[] {LoneClass.make(), String.class}) {
            make("equals", MethodType.methodType(boolean.class, type, Object.class), type);
            make("hashCode", MethodType.methodType(int.class, type), type);
            make("toString", MethodType.methodType(String.class, type), type);
        }
    }

    private static void make(String method, MethodType signature, Class<?> type) {
        MethodHandle component = MethodHandles.identity(type);
        try {
            ObjectMethods.bootstrap(MethodHandles.publicLookup(), method, signature, type, "component", component);
        } catch (Throwable failed) {
            // Later Java versions make toString in another way, which remembers nothing.
            LOG.debug("the caches of the method {} of records keep what they have", method, failed);
        }
    }
}
