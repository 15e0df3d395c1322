package dev.patchbay.registry.secret.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real programs. */
class ExecSecretsTest {
    private static final String CANARY = "canary-2b8d";

    @TempDir
    Path home;

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment =
            new HashMap<>(Map.of("PATH", System.getenv("PATH"), "HOME", "/nobody", "TOKEN", CANARY, "REGION", "eu"));
    private ExecSecrets exec;

    @BeforeEach
    void open() {
        exec = new ExecSecrets(settings::get, home, environment, Duration.ofSeconds(30));
    }

    @AfterEach
    void close() {
        exec.close();
    }

    @Test
    void givesWhatTheCommandPrintsWithoutTheLineEnd() throws IOException {
        allow("pass", script("printf '%s\\n' 'p\u00e4ss word '"));
        assertEquals("p\u00e4ss word ", value("pass"));
    }

    @Test
    void putsAnArgumentWhereTheOperatorWantsItAndNothingOfItIsASyntax() throws IOException {
        allow("show", script("printf '%s|%s|%s' \"$#\" \"$1\" \"$2\"") + " 'a b' --name={}");
        assertEquals("2|a b|--name=team/db", value("show/team/db"));
    }

    @Test
    void aCommandThatHangsIsWaitedForOnceAndNotForEachArgument() throws IOException {
        ExecSecrets impatient = new ExecSecrets(settings::get, home, environment, Duration.ofSeconds(2));
        allow("hang", script("exec sleep 60") + " {}");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int each = 0; each < 50; each++) {
                String name = "hang/" + each;
                assertThrows(ConnectorException.class, () -> impatient.resolve(name));
            }
        });
        impatient.close();
    }

    @Test
    void refusesArgumentsThatCouldMeanMore() throws IOException {
        allow("show", script("echo $1") + " {}");
        for (String each : List.of("-x", "../x", "a/../b", "a b", "$(id)", "a;id", "`id`", "*", "/etc/passwd", "")) {
            assertTrue(failure("show/" + each).contains("an argument of 'secrets.exec.show' has"), each);
        }
        assertTrue(failure("show").contains("wants an argument"));
    }

    @Test
    void refusesWhatTheOperatorHasNotAllowed() throws IOException {
        allow("plain", script("echo x"));
        assertTrue(failure("other").contains("no command 'other' is allowed"));
        assertTrue(failure("plain/more").contains("takes no argument"));
        settings.put("secrets.exec.plain.timeout", "/bin/echo leaked");
        assertTrue(failure("plain.timeout").contains("no command 'plain.timeout' is allowed"));
        assertTrue(failure("plain").contains("'secrets.exec.plain.timeout' is '/bin/echo leaked'"));
        allow("relative", "echo x");
        assertTrue(failure("relative").contains("whole path of a program"));
        allow("open", "/bin/echo 'x");
        assertTrue(failure("open").contains("'secrets.exec.open' has a ' that is not closed; close it"));
        settings.put("secrets.exec.open", "/bin/echo x");
        settings.put("secrets.exec.open.environment", "REGION \"LANG");
        assertTrue(failure("open").contains("'secrets.exec.open.environment' has a \" that is not closed; close it"));
    }

    @Test
    void runsNothingWhereAHomeIsOnlyLookedAt() throws IOException {
        allow("touch", script("echo run > runs; echo x"));
        settings.put("patchbay.dry", "true");
        assertTrue(failure("touch").contains("is not run where a home is only looked at; start the runtime"));
        assertFalse(Files.exists(home.resolve("runs")));
    }

    @Test
    void neverGoesThroughAShell() {
        allow("odd", "/bin/echo $HOME ; id > /tmp/x `id` *");
        assertEquals("$HOME ; id > /tmp/x `id` *", value("odd"));
    }

    @Test
    void givesNextToNoEnvironment() throws IOException {
        allow("env", "/usr/bin/env");
        settings.put("secrets.exec.env.environment", "REGION ABSENT");
        String seen = value("env");
        assertTrue(seen.contains("HOME=/nobody") && seen.contains("REGION=eu"), seen);
        assertFalse(seen.contains(CANARY), seen);
        assertEquals(3, seen.lines().count(), seen);
    }

    @Test
    void tellsTheExitCodeAndNothingThatWasPrinted() throws IOException {
        allow("fails", script("echo " + CANARY + "; echo " + CANARY + " >&2; exit 3"));
        String told = failure("fails");
        assertTrue(told.contains("'fails' ended with exit code 3"), told);
        assertFalse(told.contains(CANARY), told);
    }

    @Test
    void explainsWhyNothingCameOfIt() throws IOException {
        allow("absent", home.resolve("absent").toString());
        assertTrue(failure("absent").contains("there is no such program"));
        allow("silent", script("exit 0"));
        assertTrue(failure("silent").contains("printed nothing"));
        allow("bytes", script("printf '\\377\\376'"));
        assertTrue(failure("bytes").contains("no UTF-8 text"));
        allow("reading", script("cat"));
        assertTrue(failure("reading").contains("printed nothing"));
    }

    @Test
    void endsACommandThatPrintsWithoutEnd() throws IOException {
        allow("huge", script("echo $$ > pid; exec yes " + CANARY));
        assertTrue(failure("huge").contains("more than 64 KiB"));
        awaitDead("pid");
        allow("large", script("head -c 65536 /dev/zero | tr '\\\\0' x"));
        assertEquals(65_536, value("large").length());
    }

    @Test
    void endsACommandThatHangsWithItsChildren() throws IOException {
        allow("hangs", script("sleep 600 & echo $! > child; echo $$ > pid; wait"));
        settings.put("secrets.exec.hangs.timeout", "300ms");
        assertTrue(failure("hangs").contains("took longer than 300 ms"));
        awaitDead("pid");
        awaitDead("child");
    }

    @Test
    void doesNotWaitForAChildThatOutlivesIt() throws IOException {
        allow("leaves", script("sleep 600 & echo $! > child; echo done"));
        try {
            assertEquals("done", value("leaves"));
        } finally {
            ProcessHandle.of(pid("child")).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void goesOnWhenSomebodyStopsWaitingAndTheNextGetsWhatItPrinted() throws IOException {
        ExecSecrets hasty = new ExecSecrets(settings::get, home, environment, Duration.ofMillis(50));
        try {
            allow("slow", script("echo run >> runs; while [ ! -e go ]; do sleep 0.02; done; echo slow"));
            assertTrue(assertThrows(ConnectorException.class, () -> hasty.resolve("slow"))
                    .getMessage()
                    .contains("has not ended yet"));
            Files.createFile(home.resolve("go"));
            Awaitility.await()
                    .ignoreExceptions()
                    .untilAsserted(() -> assertEquals(
                            "slow", hasty.resolve("slow").orElseThrow().reveal()));
            assertEquals(List.of("run"), Files.readAllLines(home.resolve("runs")));
        } finally {
            hasty.close();
        }
    }

    @Test
    void runsOnceForAllWhoAskAtTheSameTimeAndAgainForTheNext() throws Exception {
        allow("count", script("echo run >> runs; while [ ! -e go ]; do sleep 0.02; done; wc -l < runs | tr -d ' '"));
        ExecutorService askers = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(askers.submit(() -> value("count")));
            }
            Awaitility.await().until(() -> Files.exists(home.resolve("runs")));
            Files.createFile(home.resolve("go"));
            for (Future<String> each : answers) {
                each.get();
            }
            int runs = Integer.parseInt(value("count"));
            assertTrue(runs < 9, runs + " runs for 9 questions");
            assertEquals(runs + 1, Integer.parseInt(value("count")));
            settings.put("secrets.exec.count.keep", "5m");
            String kept = value("count");
            assertEquals(kept, value("count"));
        } finally {
            askers.shutdownNow();
        }
    }

    @Test
    void endsWhatRunsWhenItEndsItself() throws IOException {
        allow("hangs", script("echo $$ > pid.tmp; mv pid.tmp pid; exec sleep 600"));
        ExecutorService asker = Executors.newSingleThreadExecutor();
        try {
            asker.submit(() -> exec.resolve("hangs"));
            Awaitility.await().until(() -> Files.exists(home.resolve("pid")));
            exec.close();
            awaitDead("pid");
        } finally {
            asker.shutdownNow();
        }
    }

    private void allow(String name, String command) {
        settings.put("secrets.exec." + name, command);
    }

    private String script(String text) throws IOException {
        Path script = Files.createTempFile(home, "command", ".sh");
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private String value(String name) {
        return exec.resolve(name).orElseThrow().reveal();
    }

    private String failure(String name) {
        return assertThrows(ConnectorException.class, () -> exec.resolve(name)).getMessage();
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(home.resolve(file)).strip());
    }

    private void awaitDead(String file) throws IOException {
        long pid = pid(file);
        Awaitility.await()
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
}
