package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonFileTest {

    @TempDir
    Path directory;

    @Test
    void losesNothingThatIsLoggedBeforeItIsOpen() throws IOException {
        LoggerContext context = context();
        Logger logger = context.getLogger("test");
        List<String> expected = IntStream.range(0, 5_000)
                .mapToObj(number -> "event " + number + " of all")
                .toList();
        expected.forEach(logger::info);
        context.stop();

        List<String> lines = Files.readAllLines(directory.resolve("patchbay.json"));
        assertEquals(expected.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            assertTrue(lines.get(i).contains("\"" + expected.get(i) + "\""), lines.get(i));
        }
    }

    @Test
    void keepsWithAnEventWhatHeldWhenItWasLogged() throws IOException {
        LoggerContext context = context();
        context.getMDCAdapter().setContextMap(Map.of("instance", "github~europe"));
        context.getLogger("test").info("first");
        context.getMDCAdapter().clear();
        context.stop();

        String line = Files.readString(directory.resolve("patchbay.json"));
        assertTrue(line.contains("github~europe"), line);
    }

    private LoggerContext context() {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.start();
        JsonFile file = new JsonFile(directory, new LogRedaction());
        file.setContext(context);
        file.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file);
        return context;
    }
}
