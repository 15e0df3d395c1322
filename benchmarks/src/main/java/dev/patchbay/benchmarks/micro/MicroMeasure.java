package dev.patchbay.benchmarks.micro;

import dev.patchbay.benchmarks.measure.Measure;
import dev.patchbay.benchmarks.measure.Scene;
import dev.patchbay.benchmarks.report.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** A JMH benchmark as a measure: time and allocation of each of its methods. */
public final class MicroMeasure implements Measure {
    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String NO_PARAMETER = "";

    private final String name;
    private final String title;
    private final Class<?> benchmark;
    private final int forks;
    private final List<Subject> subjects;
    private final List<Column> columns;

    private MicroMeasure(
            String name, String title, Class<?> benchmark, int forks, List<Subject> subjects, List<Column> columns) {
        this.name = name;
        this.title = title;
        this.benchmark = benchmark;
        this.forks = forks;
        this.subjects = subjects;
        this.columns = columns;
    }

    public static MicroMeasure calls() {
        return new MicroMeasure(
                "calls",
                "One call of a connector that does nothing",
                CallBenchmark.class,
                5,
                List.of(
                        new Subject("direct", "`connector.pull` on the object itself"),
                        new Subject("byService", "an OSGi service by a filter, each time"),
                        new Subject(
                                "byPolicies", "resilience4j around it: retry, circuit breaker, bulkhead, rate limiter"),
                        new Subject("byConnId", "`test()` of ConnId's facade, pooled"),
                        new Subject("byGuardedHandle", "`handle.pull` with all of these and a listener"),
                        new Subject("byHandle", "`handle.pull`"),
                        new Subject("byNewHandle", "`registry.get(\"type~name\").pull`")),
                List.of(new Column("a call", NO_PARAMETER)));
    }

    public static MicroMeasure isolated() {
        List<Subject> subjects = new ArrayList<>(List.of(
                new Subject("onOwnThread", "`handle.pull`, on the caller's thread"),
                new Subject("isolated", "the same, isolated"),
                new Subject("onPool", "an empty task, handed to a thread of a pool")));
        if (Runtime.version().feature() >= IsolatedBenchmark.FIRST_WITH_VIRTUAL) {
            subjects.add(new Subject("onVirtualThread", "an empty task, handed to a new virtual thread"));
        }
        return new MicroMeasure(
                "isolated",
                "One call on a thread of the runtime",
                IsolatedBenchmark.class,
                1,
                subjects,
                List.of(new Column("a call", NO_PARAMETER)));
    }

    public static MicroMeasure lookups() {
        return new MicroMeasure(
                "lookups",
                "From a name to a handle",
                LookupBenchmark.class,
                1,
                List.of(
                        new Subject("inMap", "`ConcurrentHashMap.get`"),
                        new Subject("byId", "`registry.get(id)`"),
                        new Subject("byName", "`registry.get(\"type~name\")`")),
                List.of(new Column("among 10", "10"), new Column("among 100,000", "100000")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public Table measure(Scene scene) throws IOException {
        System.err.println("  " + name + ", by JMH, " + forks + " JVM(s) for each figure");
        Collection<RunResult> results = run();
        List<String> headings = new ArrayList<>(List.of(""));
        for (Column column : columns) {
            headings.add(column.title() + ", ns");
            headings.add("B allocated");
        }
        Table table = new Table(headings.toArray(String[]::new));
        for (Subject subject : subjects) {
            List<String> cells = new ArrayList<>(List.of(subject.title()));
            for (Column column : columns) {
                RunResult result = find(results, subject, column);
                cells.add(Table.figure(result.getPrimaryResult().getScore()));
                cells.add(
                        Table.whole(result.getSecondaryResults().get(ALLOCATION).getScore()));
            }
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private Collection<RunResult> run() throws IOException {
        try {
            return new Runner(new OptionsBuilder()
                            .include(benchmark.getName().replace(".", "\\.") + "\\.(" + methods() + ")")
                            .forks(forks)
                            .warmupIterations(4)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(5)
                            .measurementTime(TimeValue.seconds(1))
                            .addProfiler(GCProfiler.class)
                            .verbosity(VerboseMode.SILENT)
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new IOException("'" + name + "' could not be measured: " + e.getMessage(), e);
        }
    }

    private String methods() {
        return subjects.stream().map(Subject::method).collect(Collectors.joining("|"));
    }

    private static RunResult find(Collection<RunResult> results, Subject subject, Column column) {
        return results.stream()
                .filter(each -> each.getParams().getBenchmark().endsWith("." + subject.method()))
                .filter(each -> column.instances().isEmpty()
                        || column.instances().equals(each.getParams().getParam("instances")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("'" + subject.method() + "' was not measured"));
    }

    /** A method of the benchmark, and what a reader calls it. */
    private record Subject(String method, String title) {}

    /** A value of the parameter {@code instances}; empty if the benchmark has none. */
    private record Column(String title, String instances) {}
}
