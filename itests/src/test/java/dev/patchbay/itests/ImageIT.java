package dev.patchbay.itests;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** The image and one of a connector's project, built and run by a container engine, where one answers. */
public final class ImageIT {
    private static final int NOTHING_TO_TRY_WITH = 77;
    private static final long LIMIT_MINUTES = 10;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void isBuiltAndRunsWhereNothingButItsVolumesCanBeWrittenTo() throws Exception {
        Path said = folder.getRoot().toPath().resolve("try-image.log");
        ProcessBuilder script = new ProcessBuilder(
                        List.of("sh", Path.of("..", "distribution", "try-image").toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = script.start();
        boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
        process.destroy();
        String sentence = Files.readString(said);
        assertTrue("it does not end: " + sentence, ended);
        if (process.exitValue() == NOTHING_TO_TRY_WITH) {
            // On the console too, where a skipped test tells nothing.
            System.out.println(sentence);
        }
        assumeTrue(sentence, process.exitValue() != NOTHING_TO_TRY_WITH);
        assertEquals(sentence, 0, process.exitValue());
    }
}
