package dev.patchbay.registry.unload;

import java.util.ArrayList;
import java.util.List;
import javax.management.InstanceNotFoundException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/** Management beans whose class is of a class loader. */
final class BeanHolders {
    private BeanHolders() {}

    /** Makes no server: where there is none yet, there is no bean either. */
    static List<Holder> of(ClassLoader loader) {
        List<Holder> found = new ArrayList<>();
        for (MBeanServer server : MBeanServerFactory.findMBeanServer(null)) {
            for (ObjectName name : server.queryNames(null, null)) {
                if (isOf(loader, server, name)) {
                    found.add(new Holder("MBean '" + name + "'", "unregister it in close()", false));
                }
            }
        }
        return found;
    }

    private static boolean isOf(ClassLoader loader, MBeanServer server, ObjectName name) {
        try {
            return server.getClassLoaderFor(name) == loader;
        } catch (InstanceNotFoundException gone) {
            return false;
        }
    }
}
