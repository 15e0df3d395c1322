package dev.patchbay.benchmarks.scene;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Connectors of as many types as a measure needs: one source, compiled for each type and made a bundle by bnd. */
public final class ConnectorBundles {

    /** The class that the template defines. */
    private static final String FACTORY = "GreetingFactory";

    private static final String TEMPLATE = "connector.template";

    private ConnectorBundles() {}

    /** Makes a JAR for each type; returns them in the order of the types. */
    public static List<Path> make(Path folder, List<String> types) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path jars = Files.createDirectories(folder.resolve("jars"));
        compile(classes, types);
        List<Path> made = new ArrayList<>();
        for (String type : types) {
            made.add(bundle(classes, jars.resolve(type + ".jar"), type, Map.of()));
        }
        return made;
    }

    /**
     * Makes the JAR of one type that carries a library of 850 KB, unpacked as bnd does it: the classes of logback, which
     * nobody calls. They are there to be read, and ask for packages of slf4j, of Java, and some that nobody offers.
     */
    public static Path makeLarge(Path folder, String type) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes, List.of(type));
        return bundle(
                classes,
                folder.resolve("large-" + type + ".jar"),
                type,
                Map.of(
                        Constants.INCLUDERESOURCE,
                        Arrays.stream(classPath())
                                .filter(each -> each.matches(".*[/\\\\]logback-[a-z]+[^/\\\\]*\\.jar"))
                                .map(each -> "@" + each + "!/ch/**")
                                .collect(Collectors.joining(",")),
                        Constants.IMPORT_PACKAGE,
                        "dev.patchbay.*,org.osgi.*,org.slf4j.*,*;resolution:=optional"));
    }

    /** Copies a JAR under another version; nothing else differs. */
    public static void copy(Path jar, String version, Path target) throws IOException {
        try (JarInputStream from = new JarInputStream(Files.newInputStream(jar))) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(target), manifest)) {
                for (JarEntry entry = from.getNextJarEntry(); entry != null; entry = from.getNextJarEntry()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    from.transferTo(to);
                    to.closeEntry();
                }
            }
        }
    }

    private static String[] classPath() {
        return System.getProperty("java.class.path").split(File.pathSeparator);
    }

    private static void compile(Path classes, List<String> types) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("this Java has no compiler; run the benchmarks with a JDK");
        }
        String template = template();
        List<JavaFileObject> sources = new ArrayList<>();
        for (String type : types) {
            sources.add(new Source(type, template.replace("TYPE", type)));
        }
        DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
        List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString());
        if (!compiler.getTask(null, null, complaints, options, null, sources).call()) {
            throw new IllegalStateException("the connectors do not compile: " + complaints.getDiagnostics());
        }
    }

    private static Path bundle(Path classes, Path jar, String type, Map<String, String> more) throws IOException {
        try (Builder builder = new Builder()) {
            builder.addClasspath(classes.toFile());
            for (String entry : classPath()) {
                if (Files.exists(Path.of(entry))) {
                    builder.addClasspath(new File(entry));
                }
            }
            builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, packageOf(type));
            builder.setProperty(Constants.BUNDLE_VERSION, "1.0.0");
            builder.setProperty(Constants.PRIVATEPACKAGE, packageOf(type));
            builder.setProperty(Constants.NOIMPORTJAVA, "true");
            more.forEach(builder::setProperty);
            builder.build();
            if (!builder.isOk()) {
                throw new IllegalStateException("bnd refuses '" + type + "': " + builder.getErrors());
            }
            builder.getJar().write(jar.toFile());
            return jar;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("'" + jar + "' cannot be built: " + e.getMessage(), e);
        }
    }

    private static String packageOf(String type) {
        return "dev.patchbay.benchmarks.connector." + type;
    }

    private static String template() throws IOException {
        try (InputStream bytes = ConnectorBundles.class.getResourceAsStream(TEMPLATE)) {
            if (bytes == null) {
                throw new IOException("'" + TEMPLATE + "' is not on the class path");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String type, String text) {
            super(URI.create("string:///" + packageOf(type).replace('.', '/') + '/' + FACTORY + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
