package dev.patchbay.registry.files;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Hashtable;
import java.util.Map;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;

/** The adapter under the real FileInstall, where there is no home. */
class FileInstallAdapterTest {
    private static final String PREFIX = "felix.fileinstall.";

    @TempDir
    Path home;

    private InstallerFixture fixture;
    private Bundle fileInstall;

    @BeforeEach
    void open() throws BundleException {
        fixture = new InstallerFixture(home);
        fileInstall = fixture.framework.installLibrary(ArtifactInstaller.class);
        fileInstall.start();
        register();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void findsWhatIsThereWhenItStarts() throws IOException {
        fixture.write("connector.github~europe.cfg", "url=x\ntoken=s3cr3t\n");
        watch();
        assertEquals(
                Map.of("url", "x", "token", "$[file:connector.github~europe.cfg#token]"),
                fixture.values("github~europe"));
    }

    @Test
    void ourInstallerHasOurFilesAndFileInstallItsOwn() throws IOException, InvalidSyntaxException {
        watch();
        fixture.write("connector.github.cfg", "url=x\n");
        fixture.write("org.example.cfg", "url=x\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "x")));
        await().until(() -> configurations("(service.pid=org.example)") == 1);
        assertEquals(0, configurations("(&(felix.fileinstall.filename=*)(service.pid=connector*))"));
    }

    @Test
    void seesEditsReplacementsAndDeletions() throws IOException {
        Path file = fixture.write("connector.github.cfg", "url=1\n");
        watch();
        Files.writeString(file, "url=two\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "two")));
        Path next = Files.writeString(fixture.config.resolve(".next"), "url=three\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        await().until(() -> fixture.values("github").equals(Map.of("url", "three")));
        Files.delete(file);
        await().until(() -> fixture.ids().isEmpty());
    }

    @Test
    void aReadOnlyFileMakesNoReadOnlyConfiguration() throws IOException {
        Path file = fixture.write("connector.github.cfg", "url=1\n");
        assertTrue(file.toFile().setReadOnly());
        watch();
        Configuration configuration =
                fixture.framework.configurationAdmin().getConfiguration("connector.github~default", "?");
        assertTrue(configuration.getAttributes().isEmpty());
        assertTrue(file.toFile().setWritable(true));
        Files.writeString(file, "url=two\n");
        await().until(() -> fixture.values("github").equals(Map.of("url", "two")));
    }

    private int configurations(String filter) throws IOException, InvalidSyntaxException {
        Configuration[] found = fixture.framework.configurationAdmin().listConfigurations(filter);
        return found == null ? 0 : found.length;
    }

    /** With the settings of the launcher, but a quicker scan; returns after the first one. */
    private void watch() {
        try {
            fixture.framework
                    .configurationAdmin()
                    .getFactoryConfiguration("org.apache.felix.fileinstall", "config", "?")
                    .update(new Hashtable<>(Map.of(
                            PREFIX + "dir", fixture.config.toString(),
                            PREFIX + "poll", "100",
                            PREFIX + "disableNio2", "true",
                            PREFIX + "noInitialDelay", "true",
                            PREFIX + "filter", "[^.].*\\.(cfg|config)",
                            PREFIX + "subdir.mode", "skip")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("fileinstall-" + fixture.config)));
    }

    /** FileInstall knows the adapter by its own copy of the interface. */
    private void register() {
        try {
            FileInstallAdapter adapter = new FileInstallAdapter();
            adapter.bindTaker(fixture.installer);
            Class<?> contract = fileInstall.loadClass(ArtifactInstaller.class.getName());
            Object installer = Proxy.newProxyInstance(
                    contract.getClassLoader(),
                    new Class<?>[] {contract},
                    (self, method, arguments) -> method.getDeclaringClass() == Object.class
                            ? method.invoke(adapter, arguments)
                            : FileInstallAdapter.class
                                    .getMethod(method.getName(), File.class)
                                    .invoke(adapter, arguments));
            fileInstall
                    .getBundleContext()
                    .registerService(
                            ArtifactInstaller.class.getName(),
                            installer,
                            new Hashtable<>(Map.of(Constants.SERVICE_RANKING, 1_000)));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
