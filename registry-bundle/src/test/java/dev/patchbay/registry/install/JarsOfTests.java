package dev.patchbay.registry.install;

import dev.patchbay.registry.jar.JarFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.framework.Version;

/** JARs by what their manifests would say; their bytes are a few letters. */
final class JarsOfTests {
    private JarsOfTests() {}

    static Jar connector(String type, String version, String bytes) {
        return new Jar(
                bytes,
                new JarFacts("org.example." + type, Version.parseVersion(version), List.of(type), List.of(), 17));
    }

    static Jar library(String name, String version, String bytes) {
        return new Jar(bytes, new JarFacts(name, Version.parseVersion(version), List.of(), List.of(), 17));
    }

    static DeployedFile file(String name, long order, Jar jar) {
        return new DeployedFile(name, order, new Stamp(1, 1, "file 1"), jar, null, null);
    }

    static Path write(Path file, String content) throws IOException {
        return Files.write(file, content.getBytes(StandardCharsets.UTF_8));
    }
}
