package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeSettingsTest {
    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void makeAHome() {
        home = Home.prepare(directory);
    }

    @Test
    void takeCommandsOfTheOperatorByAnyNameButNoMisspeltPropertyOfThem() throws IOException {
        write("secrets.exec.pass = /usr/bin/pass show {}\nsecrets.exec.pass.timeout = 2s\n");
        assertEquals(
                "/usr/bin/pass show {}",
                RuntimeSettings.read(home, Map.of(), Map.of()).values().get("secrets.exec.pass"));
        write("vault.addr = https://vault:8200\nvault.token.file = /run/token\n");
        assertEquals(
                "/run/token",
                RuntimeSettings.read(home, Map.of(), Map.of()).values().get("vault.token.file"));
        write("vault.token = hvs.x\n");
        assertThrows(StartException.class, () -> RuntimeSettings.read(home, Map.of(), Map.of()));
        write("secrets.exec.pass.timout = 2s\nsomething.else = 1\n");
        String told = assertThrows(StartException.class, () -> RuntimeSettings.read(home, Map.of(), Map.of()))
                .getMessage();
        assertTrue(told.contains("'secrets.exec.pass.timout' is no setting"), told);
        assertTrue(told.contains(", secrets.exec.NAME, vault.NAME"), told);
    }

    @Test
    void refuseACommandThatCouldNeverRunAndTellNoMoreOfItThanItsFirstWord() throws IOException {
        write("secrets.exec.relative = pass --token hunter2\nsecrets.exec.none = '' x\nsecrets.exec.any = /bin/{}\n"
                + "secrets.exec.open = /bin/echo 'x\nsecrets.exec.open.environment = REGION \"LANG\n"
                + "secrets.exec.late.timeout = soon\nsecrets.exec.late.keep = 6m\n");
        String text = assertThrows(StartException.class, () -> RuntimeSettings.read(home, Map.of(), Map.of()))
                .getMessage();
        for (String each : List.of(
                "'secrets.exec.relative' is 'pass ...'; write the whole path of a program",
                "'secrets.exec.none' is ''' ...'; write the whole path",
                "'secrets.exec.any' is '/bin/{}'; write the whole path",
                "'secrets.exec.open' is '/bin/echo ...'; write the whole path",
                "'secrets.exec.open.environment' is 'REGION ...'; write names of variables",
                "'secrets.exec.late.timeout' is 'soon'; write a duration up to 5m",
                "'secrets.exec.late.keep' is '6m'; write a duration up to 5m")) {
            assertTrue(text.contains(each), each + " in " + text);
        }
        assertFalse(text.contains("hunter2"), text);
    }

    @Test
    void takeWhatACommandMayBe() throws IOException {
        write("secrets.exec.a = \"/opt/a b/c\" 'it''s' --name={}\nsecrets.exec.a.environment = REGION LANG\n"
                + "secrets.exec.a.timeout = 300s\nsecrets.exec.a.keep = 0s\nsecrets.exec.b = C:/tools/b.exe\n"
                + "secrets.exec.b.timeout = 5m\nsecrets.exec.b.keep = 299999ms\n");
        assertEquals(
                "\"/opt/a b/c\" 'it''s' --name={}",
                RuntimeSettings.read(home, Map.of(), Map.of()).values().get("secrets.exec.a"));
    }

    @Test
    void letAnybodysBundlesRunIfNobodySaysOtherwise() {
        RuntimeSettings settings = RuntimeSettings.read(home, Map.of(), Map.of());
        assertEquals(
                Map.of("trust.policy", "any", "secrets.policy", "any", "secrets.refresh", "1500ms"), settings.values());
        assertFalse(settings.isSigned());
    }

    @Test
    void areReadFromTheFile() throws IOException {
        write("# müßig\ntrust.policy = signed \n");
        assertTrue(RuntimeSettings.read(home, Map.of(), Map.of()).isSigned());
    }

    @Test
    void letTheEnvironmentBeatTheFileAndTheHostBoth() throws IOException {
        write("trust.policy=signed\n");
        Map<String, String> any = Map.of("PATCHBAY_TRUST_POLICY", "any", "UNRELATED", "x");
        assertFalse(RuntimeSettings.read(home, any, Map.of()).isSigned());
        assertTrue(RuntimeSettings.read(home, any, Map.of("trust.policy", "signed", "felix.x", "y"))
                .isSigned());
    }

    @Test
    void tellEveryProblemAtOnce() throws IOException {
        write("trust.polisy=signed\nsomething.else=1\ntrust.policy=sigend\n");
        StartException problems = assertThrows(
                StartException.class,
                () -> RuntimeSettings.read(home, Map.of("PATCHBAY_TRUST_POLICY", "none"), Map.of()));
        String text = problems.getMessage();
        assertTrue(text.startsWith("'" + home.path() + "' cannot be started: "), text);
        assertTrue(text.contains("'trust.polisy' is no setting of the runtime; did you mean 'trust.policy'?"), text);
        assertTrue(
                text.contains("'something.else' is no setting of the runtime; there is trust.policy, secrets.policy"),
                text);
        assertTrue(
                text.contains("config/patchbay.cfg: 'trust.policy' is 'sigend'; write one of any, signed"
                        + " (did you mean 'signed'?)"),
                text);
        assertTrue(text.contains("variable PATCHBAY_TRUST_POLICY: 'trust.policy' is 'none'"), text);
    }

    @Test
    void tellAFileThatCannotBeRead() throws IOException {
        Files.write(home.config().resolve("patchbay.cfg"), "trust.policy=ä".getBytes(StandardCharsets.ISO_8859_1));
        StartException problem =
                assertThrows(StartException.class, () -> RuntimeSettings.read(home, Map.of(), Map.of()));
        assertTrue(problem.getMessage().contains("in UTF-8"), problem.getMessage());
    }

    private void write(String text) throws IOException {
        Files.writeString(home.config().resolve("patchbay.cfg"), text);
    }
}
