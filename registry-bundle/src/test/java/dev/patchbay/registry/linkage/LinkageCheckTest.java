package dev.patchbay.registry.linkage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.registry.config.TestFramework;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles as they are compiled against one version of a library and wired to another, in a real framework. */
final class LinkageCheckTest {
    private static final String LIBRARY =
            "package org.lib; public class Library extends Base { public static int LIMIT;"
                    + " public void open(String name, int... sizes) {} public void close() {} public Library() {}"
                    + " public Library(long size) {} public static class Inner {} }";
    private static final String BASE =
            "package org.lib; public class Base implements Face { public void inherited() {} }";
    private static final String FACE = "package org.lib; public interface Face { default void given() {} }";

    private final LinkageCheck check = new LinkageCheck();
    private final Map<Bundle, Code> codes = new HashMap<>();

    @TempDir
    private Path folder;

    private Workshop workshop;
    private TestFramework framework;

    @BeforeEach
    void start() {
        workshop = new Workshop(folder);
        framework = TestFramework.start(folder.resolve("storage"));
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void isSilentWhenEverythingIsThere() throws BundleException {
        Path library = library(LIBRARY, BASE, FACE);
        LinkageReport report = check(using(
                library,
                "new Library().inherited(); new Library(1).given(); new Library().hashCode(); Library.LIMIT = 2;"
                        + " new Library().open(\"a\", 1, 2); Runnable r = new Library()::inherited; Object o = new Library[1].clone();"
                        + " long[][] longs = new long[1][2].clone(); Object c = Library.Inner[].class;"));
        assertEquals(LinkageReport.SOUND, report);
    }

    @Test
    void isSilentAboutEveryKindOfClassThatCompilersMake() throws BundleException {
        Path classes = workshop.compile(
                List.of(),
                "package org.user; public record Point(int x, long y) { sealed interface Shape permits A, B {}"
                        + " record A() implements Shape {} record B(String s) implements Shape {} }",
                "package org.user; public enum Color { RED { int v() { return 1; } }, BLUE; int v() { return 2; } }",
                "package org.user; import java.lang.invoke.*; public class Odd implements java.util.function.Supplier<String> {"
                        + " int field; static final VarHandle HANDLE; static { try { HANDLE ="
                        + " MethodHandles.lookup().findVarHandle(Odd.class, \"field\", int.class);"
                        + " MethodHandle m = MethodHandles.lookup().findVirtual(Odd.class, \"get\","
                        + " MethodType.methodType(String.class)); String s = (String) m.invokeExact(new Odd());"
                        + " Object o = m.invoke(new Odd()); } catch (Throwable t) { throw new Error(t); } }"
                        + " public String get() { HANDLE.setVolatile(this, 3); boolean b = HANDLE.compareAndSet(this, 3, 4);"
                        + " return \"a\" + field + switch (Color.RED) { case RED -> 1; default -> 2; }"
                        + " + java.util.stream.Stream.of(1).map(x -> x + field).map(Integer::new).toList(); }"
                        + " class Nested { private int secret; class Deeper { int x = secret; } }"
                        + " void m() { assert field > 1; try (java.io.StringReader r = new java.io.StringReader(\"\")) {}"
                        + " new Nested().new Deeper(); new Object() { void local() { field++; } }.local(); synchronized (this) {} } }");
        assertEquals(LinkageReport.SOUND, check(install(workshop.jar(classes).bundle("org.user"))));
    }

    @Test
    void namesMethodsFieldsAndConstructorsThatALibraryLacks() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        library("package org.lib; public class Library { public void open(String name) {} }");
        Bundle user = using(
                built,
                "new Library().open(\"a\"); new Library().inherited(); Library.LIMIT = 2; new Library(1L); new Library().close();");
        List<String> missing = check.missing(user.adapt(BundleWiring.class));
        assertEquals(1, missing.size(), missing.toString());
        for (String use : List.of(
                "'org.lib.Library.open(String, int[])'",
                "'org.lib.Library.inherited()'",
                "'org.lib.Library.LIMIT'",
                "'new org.lib.Library(long)'",
                "'org.lib.Library.close()'")) {
            assertTrue(missing.get(0).contains(use), missing.get(0));
        }
        assertTrue(missing.get(0).contains("which org.lib 1.4.0 of 'org.lib' does not have; drop the version"));
    }

    @Test
    void namesClassesThatALibraryLacks() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        library("package org.lib; public class Library { public Library(long size) {} }");
        assertMissing(
                using(built, "Object o = Face.class;"), "it uses 'org.lib.Face', which org.lib 1.4.0 of 'org.lib'");
        assertMissing(using(built, "Object o = new Library.Inner[0][0];"), "it uses 'org.lib.Library$Inner'");
        Path classes = workshop.compile(List.of(built), "package org.user; public class Child extends org.lib.Base {}");
        assertMissing(
                install(workshop.jar(classes).bundle("child").header("Import-Package", "org.lib")),
                "it uses 'org.lib.Base', ");
    }

    @Test
    void namesNoMoreThanFive() throws BundleException {
        String methods = IntStream.range(0, 9)
                .mapToObj(i -> "public void m" + i + "() {}")
                .reduce("", String::concat);
        String calls = IntStream.range(0, 9)
                .mapToObj(i -> "new Library().m" + i + "();")
                .reduce("", String::concat);
        Path built = compileLibrary("package org.lib; public class Library { " + methods + "}");
        library("package org.lib; public class Library {}");
        assertMissing(using(built, calls), "'org.lib.Library.m4()' and 4 more, which");
    }

    @Test
    void passesOverOptionalPackagesThatAreNotThere() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(built), user("new Library();"));
        Bundle bundle = install(
                workshop.jar(classes).bundle("org.user").header("Import-Package", "org.lib;resolution:=optional"));
        assertEquals(LinkageReport.SOUND, check(bundle));
    }

    @Test
    void looksIntoOptionalPackagesThatAreThere() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        library("package org.lib; public class Library {}");
        Path classes = workshop.compile(List.of(built), user("new Library().close();"));
        assertMissing(
                install(workshop.jar(classes)
                        .bundle("org.user")
                        .header("Import-Package", "org.lib;resolution:=optional")),
                "it uses 'org.lib.Library.close()', which");
    }

    @Test
    void onlyDoubtsPackagesThatAreNeitherHeldNorImported() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(built), user("new Library();"));
        LinkageReport report = check(install(workshop.jar(classes).bundle("org.user")));
        assertEquals(List.of(), report.missing());
        assertEquals(
                List.of(
                        "it uses package 'org.lib' in 'org.user.User' and neither holds nor imports it, so that code fails"
                                + " if it is ever reached; import or embed the package, unless it never is"),
                report.doubtful());
    }

    @Test
    void passesOverPackagesThatComeOnDemand() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(built), user("new Library();"));
        for (String pattern : List.of("*", "org.lib", "org.*")) {
            assertEquals(
                    LinkageReport.SOUND,
                    check(install(workshop.jar(classes)
                            .bundle("demanding" + pattern.length())
                            .header("DynamicImport-Package", pattern))));
        }
    }

    @Test
    void passesOverAnnotationsThatAreNotThere() throws BundleException {
        Path built = compileLibrary(
                "package org.lib; import java.lang.annotation.*; @Retention(RetentionPolicy.RUNTIME) public @interface Mark {"
                        + " Level value() default Level.LOW; Class<?> type() default Void.class; enum Level { LOW, HIGH } }");
        Path classes = workshop.compile(
                List.of(built),
                "package org.user; @org.lib.Mark(org.lib.Mark.Level.HIGH) public class User {"
                        + " @org.lib.Mark(type = org.lib.Mark.Level.class) int x; }");
        assertEquals(LinkageReport.SOUND, check(install(workshop.jar(classes).bundle("org.user"))));
    }

    @Test
    void namesClassesThatWereLeftOutOfItsOwnPackage() throws BundleException {
        Path classes = workshop.compile(
                List.of(),
                "package org.user; public class User { void use() { new Other().help(); } }",
                "package org.user; class Other { void help() {} }");
        assertMissing(
                install(workshop.jar(classes).without("org/user/Other.class").bundle("org.user")),
                "it uses 'org.user.Other', which should be in its own package org.user and is not");
    }

    @Test
    void namesAnActivatorThatIsNotThere() throws BundleException {
        Path classes = workshop.compile(List.of(), "package org.user; public class User {}");
        for (String absent : List.of("org.user.Absent", "org.elsewhere.Absent")) {
            Workshop.Jar jar = workshop.jar(classes).header("Bundle-Activator", absent);
            assertEquals(
                    List.of("its activator '" + absent
                            + "' is not in it; build it again with that class, or without the"
                            + " Bundle-Activator header"),
                    check(install(jar.bundle(absent))).missing());
        }
    }

    @Test
    void onlyDoubtsCodeThatNothingReaches() throws BundleException {
        Path classes = workshop.compile(
                List.of(),
                "package org.user; public class Activator { void use() { new Used(); } }",
                "package org.user; class Used {}",
                "package org.user; class Unused { void use() { new Gone(); } }",
                "package org.user; class Gone {}");
        Workshop.Jar jar = workshop.jar(classes).without("org/user/Gone.class").bundle("org.user");
        LinkageReport report = check(install(jar.header("Bundle-Activator", "org.user.Activator")));
        assertEquals(List.of(), report.missing());
        assertEquals(1, report.doubtful().size());
        assertTrue(report.doubtful()
                .get(0)
                .startsWith("in code that nothing seems to reach ('org.user.Unused') it uses 'org.user.Gone', which"));

        LinkageReport library = check(install(
                workshop.jar(classes).without("org/user/Gone.class").bundle("a").header("Export-Package", "org.user")));
        assertEquals(List.of(), library.missing(), "nobody uses all of a library");
        assertEquals(1, library.doubtful().size());
        byte[] component =
                "<component><implementation class='org.user.Unused'/></component>".getBytes(StandardCharsets.UTF_8);
        assertMissing(
                install(jar.bundle("b").header("Export-Package", "org.other").entry("OSGI-INF/x.xml", component)),
                "it uses 'org.user.Gone'");
    }

    @Test
    void looksIntoTheJarsOnItsClassPath() throws BundleException {
        Path inner = compileLibrary(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(inner), user("new Library().close(); new Library().inherited();"));
        Path other = compileLibrary("package org.lib; public class Library { public void close() {} }");
        Workshop.Jar jar = workshop.jar(classes).bundle("org.user").header("Bundle-ClassPath", ".,lib/inner.jar");
        assertEquals(
                LinkageReport.SOUND,
                check(install(jar.entry("lib/inner.jar", workshop.jar(inner).bytes()))));
        assertMissing(
                install(jar.bundle("other")
                        .entry("lib/inner.jar", workshop.jar(other).bytes())),
                "it uses 'org.lib.Library.inherited()', which should be in its own package org.lib");
    }

    @Test
    void findsWhatRequiredBundlesHold() throws BundleException {
        Path library = library(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(library), user("new Library().inherited();"));
        assertEquals(
                LinkageReport.SOUND,
                check(install(workshop.jar(classes).bundle("org.user").header("Require-Bundle", "org.lib"))));
    }

    @Test
    void countsWhatAFragmentBrings() throws BundleException {
        Path classes = workshop.compile(
                List.of(),
                "package org.user; public class User { void use() { new Other(); } }",
                "package org.user; class Other {}");
        Bundle fragment = framework
                .context()
                .installBundle(
                        "test:fragment",
                        workshop
                                .jar(classes)
                                .without("org/user/User.class")
                                .bundle("fragment")
                                .header("Fragment-Host", "org.user")
                                .stream());
        Bundle host =
                install(workshop.jar(classes).without("org/user/Other.class").bundle("org.user"));
        assertEquals(Bundle.RESOLVED, fragment.getState());
        assertEquals(LinkageReport.SOUND, check(host));
    }

    @Test
    void namesWhatThisJavaLacks() throws BundleException {
        ClassWriter made = new ClassWriter(0);
        made.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "org/user/Made", null, "java/lang/Object", null);
        MethodVisitor method = made.visitMethod(Opcodes.ACC_PUBLIC, "use", "()V", null, null);
        method.visitMethodInsn(
                Opcodes.INVOKEINTERFACE, "java/util/List", "findAnywhere", "(I)Ljava/lang/Object;", true);
        method.visitTypeInsn(Opcodes.NEW, "java/util/Absent");
        made.visitEnd();
        Bundle bundle = install(workshop.jar().bundle("org.user").entry("org/user/Made.class", made.toByteArray()));
        assertMissing(bundle, "'java.util.List.findAnywhere(int)'");
        assertMissing(bundle, "'java.util.Absent'");
        assertMissing(
                bundle, "which Java " + Runtime.version().feature() + " does not have; start Patchbay with the Java");
    }

    @Test
    void saysThatAClassFileCannotBeRead() throws BundleException {
        Path classes = workshop.compile(List.of(), "package org.user; public class User { String s = \"text\"; }");
        Workshop.Jar jar = workshop.jar(classes).bundle("org.user");
        byte[] bytes = jar.entry("org/user/User.class");
        assertMissing(
                install(jar.entry("org/user/User.class", Arrays.copyOf(bytes, bytes.length / 2))),
                "it has class files that cannot be read: 'org/user/User.class'; build it again");
    }

    @Test
    void neverFailsWhateverBytesOfAClassAreFlipped() throws BundleException {
        Path classes = workshop.compile(
                List.of(), "package org.user; public class User { String s = \"text\" + hashCode(); }");
        Workshop.Jar jar = workshop.jar(classes).bundle("org.user");
        byte[] whole = jar.entry("org/user/User.class");
        Random random = new Random(5);
        for (int round = 0; round < 150; round++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] = (byte) random.nextInt();
            Bundle bundle = install(jar.entry("org/user/User.class", flipped));
            check(bundle);
            bundle.uninstall();
        }
    }

    @Test
    void passesOverClassesThatThisJavaNeverLoads() throws BundleException {
        Path built = compileLibrary(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(built), user("new Library();"));
        Path module = workshop.compile(List.of(), "module org.user { uses java.sql.Driver; requires java.sql; }");
        Workshop.Jar jar = workshop.jar(classes, module).bundle("org.user");
        byte[] newer = jar.entry("org/user/User.class");
        newer[7] = 120;
        assertEquals(
                LinkageReport.SOUND,
                check(install(jar.without("org/user/User.class")
                        .entry("org/user/Newer.class", newer)
                        .entry("META-INF/versions/99/org/user/User.class", newer))));
    }

    @Test
    void tellsMembersOfTheSameNameOfSeveralClassesApart() throws BundleException {
        Path built = compileLibrary(
                "package org.lib; public class Here { public void close() {} }",
                "package org.lib; public class There { public void close() {} public long[] sizes(byte a, Here[] b) { return null; } }");
        library(
                "package org.lib; public class Here { public void close() {} }",
                "package org.lib; public class There { }");
        assertMissing(
                using(built, "new Here().close(); new There().close(); new There().sizes((byte) 1, null);"),
                "it uses 'org.lib.There.close()', 'org.lib.There.sizes(byte, Here[])', which");
    }

    @Test
    void leavesAloneWhatItHoldsOfPackagesThatItImports() throws BundleException {
        Path library = library(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(
                List.of(library),
                "package org.lib; public class Shadowed extends Library { void use() { new Gone(); } }",
                "package org.lib; class Gone {}",
                user("new Library();"));
        assertEquals(
                LinkageReport.SOUND,
                check(install(workshop.jar(classes)
                        .without("org/lib/Gone.class")
                        .bundle("org.user")
                        .header("Import-Package", "org.lib"))));
    }

    @Test
    void startsNothingAndLoadsNothing() throws BundleException {
        Path library = library(LIBRARY, BASE, FACE);
        Path classes = workshop.compile(List.of(library), user("new Library();"));
        Bundle bundle = install(workshop.jar(classes)
                .bundle("org.user")
                .header("Import-Package", "org.lib")
                .header("Bundle-ActivationPolicy", "lazy"));
        bundle.start(Bundle.START_ACTIVATION_POLICY);
        assertEquals(LinkageReport.SOUND, check(bundle));
        assertEquals(Bundle.STARTING, bundle.getState(), "the first class that is loaded makes it ACTIVE");
    }

    @Test
    void saysNothingOfABundleThatIsGone() throws BundleException {
        Bundle bundle = using(library(LIBRARY, BASE, FACE), "new Library();");
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        bundle.uninstall();
        framework.context().getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(bundle));
        Awaitility.await().until(() -> !wiring.isInUse());
        assertEquals(LinkageReport.SOUND, check.check(wiring));
    }

    /** Whether its class files are read from it, or were read when it came. */
    private LinkageReport check(Bundle bundle) {
        LinkageReport report = check.check(bundle.adapt(BundleWiring.class));
        assertEquals(report, check.check(bundle.adapt(BundleWiring.class), codes.get(bundle)));
        return report;
    }

    private void assertMissing(Bundle bundle, String words) {
        List<String> missing = check(bundle).missing();
        assertEquals(1, missing.size(), missing.toString());
        assertTrue(missing.get(0).contains(words), missing.get(0));
    }

    private static String user(String statements) {
        return "package org.user; import org.lib.*; public class User { void use() { " + statements + " } }";
    }

    /** A bundle that was compiled with one version of the library and imports whatever is installed. */
    private Bundle using(Path library, String statements) throws BundleException {
        Path classes = workshop.compile(List.of(library), user(statements));
        return install(workshop.jar(classes)
                .bundle("org.user" + framework.context().getBundles().length)
                .header("Import-Package", "org.lib"));
    }

    private Path compileLibrary(String... sources) {
        return workshop.compile(List.of(), sources);
    }

    private Path library(String... sources) throws BundleException {
        Path classes = compileLibrary(sources);
        install(workshop.jar(classes).bundle("org.lib").header("Export-Package", "org.lib;version=1.4"));
        return classes;
    }

    private Bundle install(Workshop.Jar jar) throws BundleException {
        Bundle bundle = framework
                .context()
                .installBundle(
                        "test:" + framework.context().getBundles().length + ":" + System.identityHashCode(jar),
                        jar.stream());
        framework.context().getBundle(0).adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
        assertTrue(bundle.adapt(BundleWiring.class) != null, "it resolves");
        codes.put(bundle, jar.code());
        return bundle;
    }
}
