package dev.patchbay.registry.unload;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The packages of which a class loader has made classes, and no other one that is known. A stack has names only. */
final class LoaderPackages {
    private final Set<String> own = new HashSet<>();

    LoaderPackages(ClassLoader loader, Collection<ClassLoader> others) {
        add(loader);
        others.stream().filter(each -> each != loader).forEach(this::remove);
        remove(LoaderPackages.class.getClassLoader());
    }

    boolean contain(StackTraceElement frame) {
        String type = frame.getClassName();
        int end = type.lastIndexOf('.');
        // A loader with a name, as that of the class path has, is no bundle's.
        return end > 0
                && frame.getClassLoaderName() == null
                && frame.getModuleName() == null
                && own.contains(type.substring(0, end));
    }

    private void add(ClassLoader loader) {
        Arrays.stream(loader.getDefinedPackages()).map(Package::getName).forEach(own::add);
    }

    private void remove(ClassLoader loader) {
        Arrays.stream(loader.getDefinedPackages()).map(Package::getName).forEach(own::remove);
    }
}
