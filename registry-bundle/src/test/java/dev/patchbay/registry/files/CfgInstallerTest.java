package dev.patchbay.registry.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CfgInstallerTest {

    @TempDir
    Path home;

    private InstallerFixture fixture;

    @BeforeEach
    void open() {
        fixture = new InstallerFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aFileMakesAnInstanceAndTakesItAway() throws IOException {
        Path file = fixture.install("connector.github~europe@acme.cfg", "url=https://example.org\n");
        Definition definition = fixture.definition("github~europe@acme").orElseThrow();
        assertEquals(Map.of("url", "https://example.org"), definition.values());
        assertEquals("connector.github~europe@acme.cfg", definition.source());
        assertEquals(Optional.of(file), definition.file());

        fixture.delete(file);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void keepsUtf8AndDashesAsTheyAre() throws IOException {
        fixture.install("connector.github~north-west.cfg", "url=https://zürich.example/a-b–c/東京\n");
        assertEquals(Map.of("url", "https://zürich.example/a-b–c/東京"), fixture.values("github~north-west"));
    }

    @Test
    void anUnchangedFileChangesNothing() throws IOException {
        Path file = fixture.install("connector.github.cfg", "url=x\ntoken=s3cr3t\n");
        long before = changes();
        fixture.installer.changed(file);
        fixture.installer.changed(file);
        assertEquals(before, changes());
    }

    @Test
    void onlyWhatIsSurelyNoSecretReachesConfigAdmin() throws IOException {
        fixture.install("connector.github.cfg", "url=x\ntoken=s3cr3t\ntokn=s3cr3t\ntimeout=5s\nmapping.a=b\n");
        assertEquals(
                Map.of(
                        "url", "x",
                        "token", "$[file:connector.github.cfg#token]",
                        "tokn", "$[file:connector.github.cfg#tokn]",
                        "timeout", "5s",
                        "mapping.a", "b"),
                fixture.values("github"));
        assertFalse(storedTexts().contains("s3cr3t"));
        assertTrue(storedTexts().contains("$[file"), "the test looks where configurations are stored");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:hunter22@x.org",
                "jdbc:postgresql://db/x?user=a&password=hunter22",
                "jdbc:postgresql://db/x?sslpassword=hunter22",
                "jdbc:h2:mem:x;PASSWORD=hunter22",
                "jdbc:mysql://a:hunter22@db/x",
                "jdbc:oracle:thin:scott/hunter22@//db/x"
            })
    void aPasswordInAnAddressIsRefusedAndDoesNotReachConfigAdmin(String url) throws IOException {
        fixture.install("connector.github.cfg", "url=" + url + "\nmapping.a=" + url + "\n");
        assertEquals(
                Map.of(
                        "url",
                        "$[file:connector.github.cfg#url]",
                        "mapping.a",
                        "$[file:connector.github.cfg#mapping.a]"),
                fixture.values("github"));
        assertFalse(storedTexts().contains("hunter22"));
        assertEquals(
                List.of(
                        "connector.github.cfg line 1: 'url' holds a password, which everybody would see there; write it into"
                                + " 'token' instead"),
                fixture.check("github").problems().stream()
                        .map(Problem::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://me:$[secret:x]@x.org",
                "jdbc:h2:mem:x;PASSWORD=$[secret:x]",
                "https://x.org/?passwordless=1",
                "https://x.org/a=b"
            })
    void anAddressWithoutAPasswordIsNotHidden(String url) throws IOException {
        fixture.install("connector.github.cfg", "url=" + url + "\n");
        assertEquals(Map.of("url", url), fixture.values("github"));
    }

    @Test
    void whileItsTypeIsUnknownNoValueReachesConfigAdmin() throws IOException {
        fixture.install("connector.jira.cfg", "url=x\ntoken=$[secret:jira]\nenabled=false\n");
        assertEquals(
                Map.of(
                        "url", "$[file:connector.jira.cfg#url]",
                        "token", "$[secret:jira]",
                        "enabled", "$[file:connector.jira.cfg#enabled]"),
                fixture.values("jira"));
    }

    @Test
    void aPasswordThatContainsAReferenceIsResolved() throws IOException {
        Files.writeString(home.resolve("secrets/half"), "cr3t\n");
        fixture.install("connector.github.cfg", "url=x\ntoken=s3$[secret:half]\n");
        Settings settings = fixture.check("github").settings().orElseThrow();
        assertEquals(Optional.of(Secret.of("s3cr3t")), settings.secret("token"));
        assertFalse(storedTexts().contains("s3$"));
    }

    @Test
    void aChangedPasswordIsAChangeAlthoughConfigAdminCannotSeeIt() throws IOException {
        Path file = fixture.install("connector.github.cfg", "url=x\ntoken=old\n");
        long before = changes();
        Settings settings = fixture.check("github").settings().orElseThrow();

        Files.writeString(file, "url=x\ntoken=new\n");
        fixture.installer.changed(file);
        assertNotEquals(before, changes());
        Settings changed = fixture.check("github").settings().orElseThrow();
        assertEquals(Optional.of(Secret.of("new")), changed.secret("token"));
        assertNotEquals(settings, changed);
        assertEquals(Optional.of(Secret.of("old")), settings.secret("token"), "it belongs to the other settings");
    }

    @Test
    void tellsWhatIsWrongWithAFileAndKeepsWhatCouldBeRead() throws IOException {
        fixture.install("connector.github.cfg", "url=x\njunk\ntoken=\\u12\ntimeot=5s\n");
        Checked checked = fixture.check("github");
        assertEquals(
                List.of(
                        "connector.github.cfg line 2: has no '=' after a key; write key=value, or # before a comment",
                        "connector.github.cfg line 3: has a broken escape: '\\u' needs four hex digits; write '\\\\' for a "
                                + "backslash",
                        "connector.github.cfg line 4: 'timeot' is not a setting of github; did you mean 'timeout'?"),
                checked.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void anEmptiedFileIsAProblemOfItsInstance() throws IOException {
        Path file = fixture.install("connector.github.cfg", "url=x\n");
        Files.writeString(file, "");
        fixture.installer.changed(file);
        assertEquals(
                List.of(
                        "connector.github.cfg: is empty; write its settings, or a comment if it needs none, or delete it to "
                                + "remove the instance",
                        "connector.github.cfg: 'url' is required and missing; set it in connector.github.cfg"),
                fixture.check("github").problems().stream()
                        .map(Problem::toString)
                        .toList());

        Files.writeString(file, "url=y\n");
        fixture.installer.changed(file);
        assertEquals(List.of(), fixture.check("github").problems());
    }

    @Test
    void warnsOfAClearPassword() throws IOException {
        fixture.install("connector.github.cfg", "url=x\ntoken=s3cr3t\n");
        Checked checked = fixture.check("github");
        assertTrue(checked.settings().isPresent());
        assertEquals(
                List.of(
                        "connector.github.cfg line 2: 'token' stands in clear in connector.github.cfg; put it into a file in "
                                + "secrets/ and write $[secret:NAME]"),
                checked.warnings().stream().map(Problem::toString).toList());
    }

    @Test
    void aReadOnlyFileIsAsGoodAsAnother() throws IOException {
        Path file = fixture.write("connector.github.cfg", "url=x\n");
        assertTrue(file.toFile().setReadOnly());
        fixture.installer.changed(file);
        assertEquals(Map.of("url", "x"), fixture.values("github"));
        fixture.delete(file);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void aFileWithAnUnusableNameIsReportedUntilItIsRenamed() throws IOException {
        Path file = fixture.install("connector.Git_Hub.cfg", "url=x\n");
        assertEquals(List.of(), fixture.ids());
        assertEquals(
                List.of(
                        "connector.Git_Hub.cfg: 'connector.Git_Hub.cfg' names no instance; rename it to "
                                + "connector.TYPE~NAME@TENANT.cfg, such as connector.git-hub.cfg, each part of a-z, 0-9 and '-'"),
                fixture.fileProblems());
        assertEquals(1, fixture.problems.problems("connector.Git_Hub.cfg").size());

        fixture.delete(file);
        assertEquals(List.of(), fixture.fileProblems());
    }

    @Test
    void aFileInTheWrongFolderIsReported() throws IOException {
        Path file = Files.writeString(home.toRealPath().resolve("deploy/connector.github.cfg"), "url=x\n");
        fixture.installer.changed(file);
        assertEquals(List.of(), fixture.ids());
        assertEquals(
                List.of(
                        "connector.github.cfg: lies in 'deploy', where configurations are not read; move it to 'config'"),
                fixture.fileProblems());
    }

    @Test
    void ofTwoSpellingsOfAnInstanceTheFirstKeepsItUntilItGoes() throws IOException {
        Path first = fixture.install("connector.github~default.cfg", "url=first\n");
        Path second = fixture.install("connector.github.cfg", "url=second\n");
        assertEquals(Map.of("url", "first"), fixture.values("github"));
        assertEquals(
                List.of("connector.github.cfg: 'connector.github.cfg' and 'connector.github~default.cfg' both define "
                        + "'github', and 'connector.github~default.cfg' was first; delete one of them"),
                fixture.fileProblems());

        Files.writeString(first, "url=changed\n");
        fixture.installer.changed(first);
        assertEquals(Map.of("url", "changed"), fixture.values("github"));

        fixture.delete(first);
        assertEquals(Map.of("url", "second"), fixture.values("github"));
        assertEquals(List.of(), fixture.fileProblems());

        fixture.delete(second);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void whenTheFirstOfThreeGoesTheOthersGoOnQuarrelling() throws IOException {
        Path first = fixture.install("connector.github.cfg", "url=1\n");
        fixture.install("connector.github@default.cfg", "url=2\n");
        fixture.install("connector.github~default.cfg", "url=3\n");
        assertEquals(2, fixture.fileProblems().size());
        fixture.delete(first);
        assertEquals(Map.of("url", "2"), fixture.values("github"));
        assertEquals(
                List.of(
                        "connector.github~default.cfg: 'connector.github~default.cfg' and 'connector.github@default.cfg' "
                                + "both define 'github', and 'connector.github@default.cfg' was first; delete one of them"),
                fixture.fileProblems());
    }

    @Test
    void renamingToAnotherSpellingKeepsTheInstance() throws IOException {
        Path file = fixture.install("connector.github.cfg", "url=x\n");
        Path renamed = Files.move(file, fixture.config.resolve("connector.github~default.cfg"));
        fixture.installer.changed(renamed);
        fixture.installer.changed(file);
        assertEquals(Optional.of(renamed), fixture.definition("github").flatMap(Definition::file));
        assertEquals(List.of(), fixture.fileProblems());
    }

    @Test
    void aFileWaitsForAProgramToGiveUpTheInstance() throws IOException {
        fixture.configurations.write(Definition.of(InstanceId.parse("github"), "program", Map.of("url", "program")));
        fixture.install("connector.github.cfg", "url=file\n");
        assertEquals(
                List.of(
                        "connector.github.cfg: 'connector.github.cfg' and 'program' both define 'github', and 'program' was "
                                + "first; delete one of them"),
                fixture.fileProblems());
        fixture.configurations.delete(InstanceId.parse("github"));
        Awaitility.await().until(() -> fixture.values("github").equals(Map.of("url", "file")));
        Awaitility.await().until(() -> fixture.fileProblems().isEmpty());
    }

    @Test
    void looksAtTheFileAndNotAtTheCall() throws IOException {
        Path file = fixture.install("connector.github.cfg", "url=x\n");
        fixture.installer.changed(file);
        assertEquals(Map.of("url", "x"), fixture.values("github"), "it is there");

        Files.delete(file);
        fixture.installer.changed(file);
        fixture.installer.changed(file);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void forgetsAtStartWhatVanishedMeanwhile() throws IOException {
        Path gone = fixture.install("connector.github~gone.cfg", "url=x\n");
        fixture.install("connector.github~stays.cfg", "url=x\n");
        fixture.configurations.write(Definition.of(InstanceId.parse("github~program"), "program", Map.of("url", "x")));
        fixture.close();
        Files.delete(gone);

        fixture = new InstallerFixture(home);
        assertEquals(List.of("github~program", "github~stays"), fixture.ids());
    }

    @Test
    void forgetsTheFilesOfTheHomeThatItWasCopiedFrom() throws IOException {
        Path elsewhere = Files.createDirectory(home.resolve("other")).resolve("connector.github.cfg");
        Files.writeString(elsewhere, "url=x\n");
        fixture.configurations.write(
                Definition.ofFile(InstanceId.parse("github"), elsewhere, Map.of("url", "x"), List.of()));
        fixture.close();
        fixture = new InstallerFixture(home);
        assertEquals(List.of(), fixture.ids());
    }

    @Test
    void readsSecretsOfAnEarlierRunBeforeTheFileComes() throws IOException {
        fixture.install("connector.github.cfg", "url=x\ntoken=s3cr3t\n");
        fixture.close();
        fixture = new InstallerFixture(home);
        assertEquals(
                Optional.of(Secret.of("s3cr3t")),
                fixture.check("github").settings().orElseThrow().secret("token"));
        long before = changes();
        fixture.install("connector.github.cfg", "url=x\ntoken=s3cr3t\n");
        assertEquals(before, changes());
        fixture.install("connector.github.cfg", "url=x\ntoken=other\n");
        assertNotEquals(before, changes());
    }

    @Test
    void takesOverWhatFileInstallMadeOfTheSameFile() throws IOException {
        Path file = fixture.write("connector.github~europe.cfg", "url=x\ntoken=s3cr3t\n");
        fixture.framework
                .configurationAdmin()
                .getConfiguration("connector.github~europe", "?")
                .update(new Hashtable<>(Map.of(
                        "token",
                        "s3cr3t",
                        "felix.fileinstall.filename",
                        file.toUri().toString())));
        fixture.installer.changed(file);
        assertEquals(
                Map.of("url", "x", "token", "$[file:connector.github~europe.cfg#token]"),
                fixture.values("github~europe"));
        assertEquals(List.of(), fixture.fileProblems());
        assertFalse(storedTexts().contains("s3cr3t"));
    }

    @Test
    void followsSymbolicLinksAndKeepsTheirNames() throws IOException {
        Path version1 = Files.createDirectory(home.resolve("v1"));
        Path version2 = Files.createDirectory(home.resolve("v2"));
        Files.writeString(version1.resolve("connector.github.cfg"), "url=1\n");
        Files.writeString(version2.resolve("connector.github.cfg"), "url=2\n");
        Path data = Files.createSymbolicLink(fixture.config.resolve("..data"), version1);
        Path file = Files.createSymbolicLink(
                fixture.config.resolve("connector.github.cfg"), Path.of("..data/connector.github.cfg"));
        fixture.installer.changed(file);
        assertEquals(Map.of("url", "1"), fixture.values("github"));

        Path next = Files.createSymbolicLink(fixture.config.resolve("..data_tmp"), version2);
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);
        fixture.installer.changed(file);
        assertEquals(Map.of("url", "2"), fixture.values("github"));
        assertEquals(Optional.of(file), fixture.definition("github").flatMap(Definition::file));
    }

    private long changes() throws IOException {
        return fixture.framework
                .configurationAdmin()
                .getConfiguration("connector.github~default", "?")
                .getChangeCount();
    }

    /** Everything that the framework keeps on disk. */
    private String storedTexts() throws IOException {
        try (Stream<Path> files = Files.walk(home.resolve("data"))) {
            StringBuilder texts = new StringBuilder();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".config")).toList()) {
                texts.append(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\\", ""));
            }
            return texts.toString();
        }
    }
}
