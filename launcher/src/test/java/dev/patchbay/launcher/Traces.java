package dev.patchbay.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a runtime could leave behind in the JVM of its host. */
record Traces(
        Set<String> threads,
        Properties properties,
        int hooks,
        Optional<Object> urlHandlers,
        int managementBeans,
        Set<String> openFiles) {

    /** @param home of which no file may be open */
    static Traces of(Path home) {
        return new Traces(
                living(),
                (Properties) System.getProperties().clone(),
                ((Map<?, ?>) field("java.lang.ApplicationShutdownHooks", "hooks")).size(),
                Optional.ofNullable(field(URL.class.getName(), "factory")),
                ManagementFactory.getPlatformMBeanServer().getMBeanCount(),
                open(home));
    }

    /** What is here and was not there before; a thread that was still ending then is nothing new. */
    Traces since(Traces before) {
        Set<String> added = new TreeSet<>(threads);
        added.removeAll(before.threads);
        return new Traces(added, properties, hooks, urlHandlers, managementBeans, openFiles);
    }

    private static Set<String> living() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .filter(thread -> !thread.getName().startsWith("awaitility"))
                .filter(thread -> !thread.getName().equals("process reaper"))
                .map(thread -> thread.getName() + " #" + thread.getId())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Object field(String type, String name) {
        try {
            Field field = Class.forName(type).getDeclaredField(name);
            field.setAccessible(true);
            return field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> open(Path home) {
        Path descriptors = Path.of("/proc/self/fd");
        if (Files.notExists(descriptors)) {
            return Set.of();
        }
        try (Stream<Path> links = Files.list(descriptors)) {
            return links.map(Traces::target)
                    .filter(Objects::nonNull)
                    .filter(target -> target.startsWith(home.toString()))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return null;
        }
    }
}
