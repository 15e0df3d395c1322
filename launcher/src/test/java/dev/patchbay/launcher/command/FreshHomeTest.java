package dev.patchbay.launcher.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshHomeTest {
    @TempDir
    Path directory;

    private Path distribution;
    private Path home;

    @BeforeEach
    void makeDistribution() throws IOException {
        distribution = directory.resolve("distribution");
        home = directory.resolve("home");
        Files.createDirectories(distribution.resolve("config/demo"));
        Files.createDirectories(distribution.resolve("deploy"));
        Files.writeString(distribution.resolve("config/connector.jdbc~demo.cfg"), "url = x");
        Files.writeString(distribution.resolve("config/demo/data.sql"), "sql");
        Files.writeString(distribution.resolve("deploy/a.jar"), "jar");
    }

    @Test
    void copiesConfigurationAndConnectorsOnFirstUse() throws IOException {
        assertTrue(new FreshHome(distribution).fill(home));

        assertEquals("url = x", Files.readString(home.resolve("config/connector.jdbc~demo.cfg")));
        assertEquals("sql", Files.readString(home.resolve("config/demo/data.sql")));
        assertEquals("jar", Files.readString(home.resolve("deploy/a.jar")));
    }

    @Test
    void neverTouchesACopyThatCounts() throws IOException {
        new FreshHome(distribution).fill(home);
        Files.writeString(home.resolve("config/connector.jdbc~demo.cfg"), "url = mine");
        Files.delete(home.resolve("deploy/a.jar"));

        assertFalse(new FreshHome(distribution).fill(home));

        assertEquals("url = mine", Files.readString(home.resolve("config/connector.jdbc~demo.cfg")));
        assertFalse(Files.exists(home.resolve("deploy/a.jar")));
    }

    @Test
    void goesOnWithAHomeThatWasHalfMade() throws IOException {
        Files.createDirectories(home.resolve("config.next"));
        Files.createDirectories(home.resolve("deploy"));

        assertTrue(new FreshHome(distribution).fill(home));

        assertTrue(Files.exists(home.resolve("config/demo/data.sql")));
        assertFalse(Files.exists(home.resolve("config.next")));
    }
}
