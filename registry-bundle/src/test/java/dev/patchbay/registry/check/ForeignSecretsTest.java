package dev.patchbay.registry.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.InstanceId;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.TestFramework;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.ClearValues;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

class ForeignSecretsTest {
    private static final Definition DEFINITION = Definition.of(
            InstanceId.parse("github"),
            "program",
            Map.of("token", "$[vault:x]", "url", "http://$[env:HOST]/", "user", "$[secret:user]", "plain", "text"));

    @TempDir
    Path storage;

    private TestFramework framework;
    private BundleContext context;

    @BeforeEach
    void start() throws BundleException {
        framework = TestFramework.start(storage);
        Bundle own = framework.install("own", Map.of(), Map.of());
        own.start();
        context = own.getBundleContext();
    }

    @AfterEach
    void stop() {
        framework.close();
    }

    @Test
    void whatABundleMayProvideIsNotKnown() {
        framework.install("vault", Map.of("Import-Package", "dev.patchbay.spi;version=\"[1,2)\""), Map.of());

        assertEquals(Set.of("token"), keys());
    }

    @Test
    void withoutSuchABundleItIsCertain() {
        framework.install("driver", Map.of("Import-Package", "org.osgi.framework"), Map.of());

        assertEquals(Set.of(), keys());
    }

    @Test
    void whatACommandWouldPrintIsNeverKnown() {
        Definition commands = Definition.of(
                InstanceId.parse("github"), "program", Map.of("token", "x$[exec:pass/token]", "user", "$[env:USER]"));

        assertEquals(Set.of("token"), keys(commands));
    }

    @Test
    void aConnectorIsNoProvider() {
        framework.install(
                "connector",
                Map.of(
                        "Import-Package",
                        "dev.patchbay.spi",
                        "Provide-Capability",
                        "patchbay.connector;patchbay.connector=github"),
                Map.of());

        assertEquals(Set.of(), keys());
    }

    private Set<String> keys() {
        return keys(DEFINITION);
    }

    private Set<String> keys(Definition definition) {
        return new ForeignSecrets(context, new ClearValues(new Variables(Map.of(), Optional.empty()))).keys(definition);
    }
}
