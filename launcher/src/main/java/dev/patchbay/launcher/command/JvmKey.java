package dev.patchbay.launcher.command;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** All that a class-data archive depends on: the build of the JVM, its JARs, and options that shape its memory. */
final class JvmKey {
    private static final Pattern SHAPING =
            Pattern.compile("-XX:[+-]Use([A-Za-z]+GC|Compressed[A-Za-z]+)|-XX:ObjectAlignmentInBytes=.*");

    private JvmKey() {}

    /** Of this JVM. */
    static String current() throws IOException {
        StringBuilder key = new StringBuilder();
        for (String name : List.of("java.vm.name", "java.vm.version", "java.vm.vendor", "java.home", "os.arch")) {
            key.append(System.getProperty(name)).append('\n');
        }
        shapingOptions().forEach(option -> key.append(option).append('\n'));
        for (String entry : classPath().split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            key.append(entry).append(' ');
            key.append(Files.size(jar)).append(' ');
            key.append(Files.getLastModifiedTime(jar).toMillis()).append('\n');
        }
        return key.toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** Those options of this JVM that another one needs too, if it is to make an archive for it. */
    static List<String> shapingOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> SHAPING.matcher(option).matches())
                .toList();
    }
}
