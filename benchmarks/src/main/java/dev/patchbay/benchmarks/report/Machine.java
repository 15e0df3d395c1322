package dev.patchbay.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** Where and when something was measured. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final double CALM = 0.5;

    private Machine() {}

    /** {@code AMD EPYC, 2 processors, 24 GB, Linux amd64; Temurin 17.0.12; 2026-11-21}. */
    public static String describe() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %d GB, %s %s; Java %s (%s); %s",
                processor(),
                Runtime.getRuntime().availableProcessors(),
                Math.round(memory() / (double) (1L << 30)),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                System.getProperty("java.vendor"),
                LocalDate.now(ZoneOffset.UTC));
    }

    /** Whether others leave the machine to us; true where that cannot be told. */
    public static boolean isCalm() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() < CALM;
    }

    private static String processor() throws IOException {
        if (!Files.exists(PROCESSORS)) {
            return "unknown processor";
        }
        return Files.readAllLines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
