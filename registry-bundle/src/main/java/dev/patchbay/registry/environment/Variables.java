package dev.patchbay.registry.environment;

import dev.patchbay.model.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The environment of the process, and under it the variables that the file .env in the home has now. Thread-safe. */
@Component(service = Variables.class, immediate = true)
public final class Variables {
    private final Map<String, String> environment;
    private final Optional<Path> file;
    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private volatile Content content;

    private record Content(Map<String, Variable> byName, List<Problem> problems) {}

    @Activate
    public Variables(BundleContext context) {
        this(
                System.getenv(),
                Optional.ofNullable(context.getProperty("patchbay.home"))
                        .map(home -> real(Path.of(home)).resolve(DotEnv.NAME)));
    }

    /** @param file that adds to the environment; need not be there */
    public Variables(Map<String, String> environment, Optional<Path> file) {
        this.environment = environment;
        this.file = file;
        this.content = read();
    }

    /** A variable of the environment, else of .env. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(content.byName.get(name)).map(Variable::value);
    }

    /** By name. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        content.byName.forEach((name, variable) -> values.put(name, variable.value()));
        return values;
    }

    /** All, sorted by name. */
    public List<Variable> list() {
        return List.copyOf(content.byName.values());
    }

    /** What is wrong with .env. */
    public List<Problem> problems() {
        return content.problems;
    }

    /** The path of .env, with or without a file there; empty where there is no home. */
    public Optional<Path> file() {
        return file;
    }

    /**
     * Hears the names of variables that have come, changed or gone, and none if only the problems are others, on the thread
     * that saw it: the listener must return at once.
     *
     * @return ends it
     */
    public Runnable listen(Consumer<Set<String>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Reads .env again and tells what has changed. */
    public void reload() {
        Content before;
        Content now;
        synchronized (this) {
            before = content;
            now = read();
            content = now;
        }
        Set<String> names = new TreeSet<>(before.byName.keySet());
        names.addAll(now.byName.keySet());
        names.removeIf(name -> Objects.equals(before.byName.get(name), now.byName.get(name)));
        if (!names.isEmpty() || !now.problems.toString().equals(before.problems.toString())) {
            listeners.forEach(each -> each.accept(names));
        }
    }

    private Content read() {
        Map<String, Variable> byName = new TreeMap<>();
        environment.forEach((name, value) -> byName.put(name, new Variable(name, value, Variable.ENVIRONMENT)));
        Optional<DotEnv> dotEnv = file.map(DotEnv::read);
        dotEnv.ifPresent(read -> read.values()
                .forEach((name, value) -> byName.putIfAbsent(name, new Variable(name, value, DotEnv.NAME))));
        return new Content(byName, dotEnv.map(DotEnv::problems).orElse(List.of()));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder.toAbsolutePath().normalize();
        }
    }
}
