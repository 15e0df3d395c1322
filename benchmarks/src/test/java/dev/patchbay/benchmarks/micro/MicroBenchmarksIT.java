package dev.patchbay.benchmarks.micro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** That every benchmark still runs: once, in this JVM, its figure thrown away. */
class MicroBenchmarksIT {

    @Test
    void everyBenchmarkRunsOnce() throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.patchbay\\.benchmarks\\.micro\\..*")
                        .param("instances", "10")
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .forks(0)
                        .verbosity(VerboseMode.SILENT)
                        .shouldFailOnError(true)
                        .build())
                .run();

        Set<String> names = results.stream()
                .map(each -> each.getParams().getBenchmark().replaceAll(".*\\.", ""))
                .collect(Collectors.toSet());
        assertEquals(
                Set.of(
                        "direct",
                        "byService",
                        "byPolicies",
                        "byConnId",
                        "byGuardedHandle",
                        "byHandle",
                        "byNewHandle",
                        "inMap",
                        "byId",
                        "byName",
                        "onOwnThread",
                        "isolated",
                        "onPool",
                        "onVirtualThread"),
                names);
    }
}
