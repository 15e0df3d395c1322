package dev.patchbay.registry.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

final class FileFailureTest {

    @Test
    void saysTheFactWithoutTheNameOfTheException() {
        assertEquals("'x.jar' is not there", FileFailure.fact(new NoSuchFileException("x.jar")));
        assertEquals("this process has no right to 'x.jar'", FileFailure.fact(new AccessDeniedException("x.jar")));
        assertEquals(
                "Read-only file system ('x.jar')",
                FileFailure.fact(new FileSystemException("x.jar", null, "Read-only file system")));
        assertEquals(
                "No space left on device",
                FileFailure.fact(new UncheckedIOException(new IOException("No space left on device"))));
    }

    @Test
    void saysWhyTheFrameworkRefusesABundle() {
        assertEquals(
                "Unable to cache bundle: x (No space left on device)",
                FileFailure.fact(
                        new BundleException("Unable to cache bundle: x", new IOException("No space left on device"))));
    }

    @Test
    void saysThatThereIsNothingToSay() {
        assertEquals("no reason was given, only IOException", FileFailure.fact(new IOException()));
    }
}
