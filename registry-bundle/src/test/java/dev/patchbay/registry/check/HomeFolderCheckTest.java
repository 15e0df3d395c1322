package dev.patchbay.registry.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeFolderCheckTest {
    @TempDir
    Path home;

    private final Findings findings = new Findings();

    @Test
    void anEmptyFolderIsAHome() {
        assertTrue(new HomeFolderCheck(home).run(findings));

        assertEquals(List.of(), findings.problems());
        assertEquals(List.of(), findings.warnings());
    }

    @Test
    void aFolderThatIsNotThereIsNone() {
        assertFalse(new HomeFolderCheck(home.resolve("x")).run(findings));

        assertEquals(1, findings.problems().size());
        assertTrue(findings.problems().get(0).message().contains("/x' is no home: there is no such folder"));
    }

    @Test
    void whatTheRuntimeWritesToMustBeAFolder() throws IOException {
        Files.writeString(home.resolve("data"), "");

        new HomeFolderCheck(home).run(findings);

        assertEquals(
                List.of("'" + home.resolve("data")
                        + "' cannot be written; let the user that the runtime runs as write there"),
                findings.problems().stream().map(Object::toString).toList());
    }

    @Test
    void warnsOfAFileThatIsNamedAsAnInstanceIsButForTheFirstWord() throws IOException {
        put("config", "github.cfg", "github~europe@acme.cfg", "connector.github.cfg", "metrics.cfg", "githubs.cfg");

        new HomeFolderCheck(home).warnOfNamesakes(Set.of("github"), findings);

        assertEquals(
                List.of(
                        "github.cfg: configures a component 'github', and no instance of the connector type 'github'; if"
                                + " that is meant, rename it to connector.github.cfg",
                        "github~europe@acme.cfg: configures a component 'github', and no instance of the connector type"
                                + " 'github'; if that is meant, rename it to connector.github~europe@acme.cfg"),
                findings.warnings().stream().map(Object::toString).toList());
    }

    @Test
    void namesWhatNobodyReads() throws IOException {
        put("deploy", "a.jar", "b.jar.tmp", ".hidden", "connector.a.cfg");
        put(
                "config",
                "connector.a.cfg",
                "connector.a.cfg~",
                "connector.b.yml",
                "connector.b.json",
                "a.jar",
                "README.md",
                "org.x.config");
        Files.createDirectories(home.resolve("config/folder"));

        new HomeFolderCheck(home).run(findings);

        assertEquals(
                List.of("a.jar: lies in 'config', from where no bundle is installed; move it to 'deploy'"),
                findings.problems().stream().map(Object::toString).toList());
        assertEquals(
                List.of(
                        "b.jar.tmp: is not read: its name says that it is being written; delete it if nobody writes it any"
                                + " more",
                        "connector.a.cfg~: is not read: its name says that it is being written; delete it if nobody writes"
                                + " it any more",
                        "connector.b.json: is not read: it is no .cfg and no .yaml; rename it, or take it away"),
                findings.warnings().stream().map(Object::toString).toList());
    }

    private void put(String folder, String... names) throws IOException {
        Files.createDirectories(home.resolve(folder));
        for (String name : Stream.of(names).toList()) {
            Files.writeString(home.resolve(folder).resolve(name), "");
        }
    }
}
