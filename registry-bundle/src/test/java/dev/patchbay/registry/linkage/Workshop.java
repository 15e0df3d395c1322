package dev.patchbay.registry.linkage;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources and makes bundles of them, also such as no build would make. */
final class Workshop {
    private final Path folder;
    private int count;

    Workshop(Path folder) {
        this.folder = folder;
    }

    /** @return a folder of class files, to compile others with */
    Path compile(List<Path> libraries, String... sources) {
        Path out = folder.resolve("classes" + count++);
        Path in = folder.resolve("sources" + count);
        List<String> arguments =
                new ArrayList<>(List.of("-nowarn", "-proc:none", "--release", "17", "-d", out.toString()));
        String classPath = libraries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        arguments.addAll(List.of("-cp", classPath.isEmpty() ? in.toString() : classPath));
        try {
            Files.createDirectories(in);
            for (int each = 0; each < sources.length; each++) {
                Path folderOfOne = Files.createDirectories(in.resolve("s" + each));
                arguments.add(Files.writeString(folderOfOne.resolve(typeName(sources[each]) + ".java"), sources[each])
                        .toString());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        if (compiler.run(null, null, errors, arguments.toArray(String[]::new)) != 0) {
            throw new AssertionError(errors + " in " + Arrays.toString(sources));
        }
        return out;
    }

    Jar jar(Path... classes) {
        return new Jar(classes);
    }

    private static String typeName(String source) {
        if (source.startsWith("module ")) {
            return "module-info";
        }
        String[] words =
                source.replaceAll("(?s)@(?!interface)\\w+(\\([^)]*\\))? ", "").split("[\\s({<]+");
        for (int at = 0; at < words.length; at++) {
            if (List.of("class", "interface", "record", "enum", "@interface").contains(words[at])) {
                return words[at + 1];
            }
        }
        throw new AssertionError("no type in " + source);
    }

    /** A JAR in the making; a bundle if it has a name. */
    static final class Jar {
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, byte[]> entries = new TreeMap<>();

        private Jar(Path... folders) {
            for (Path each : folders) {
                try (Stream<Path> files = Files.walk(each)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        entries.put(
                                each.relativize(file).toString().replace(File.separatorChar, '/'),
                                Files.readAllBytes(file));
                    }
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            }
        }

        Jar bundle(String name) {
            return header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name);
        }

        Jar header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Jar entry(String name, byte[] bytes) {
            entries.put(name, bytes);
            return this;
        }

        Jar without(String entry) {
            if (entries.remove(entry) == null) {
                throw new AssertionError(entry + " is not among " + entries.keySet());
            }
            return this;
        }

        byte[] entry(String name) {
            return entries.get(name);
        }

        byte[] bytes() {
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            headers.forEach(manifest.getMainAttributes()::putValue);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    jar.putNextEntry(new JarEntry(entry.getKey()));
                    jar.write(entry.getValue());
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            return bytes.toByteArray();
        }

        /** What is read of it while it is checked. */
        Code code() {
            CodeReader reader = new CodeReader();
            entries.forEach((name, bytes) -> {
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                    reader.read(name.substring(0, name.length() - ".class".length()), bytes);
                }
            });
            return reader.code();
        }

        ByteArrayInputStream stream() {
            return new ByteArrayInputStream(bytes());
        }
    }
}
