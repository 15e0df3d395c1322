package dev.patchbay.registry.files;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.config.Checked;
import dev.patchbay.registry.config.ClearSecrets;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Configurations;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.config.TestFramework;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home with an installer over the real ConfigurationAdmin; the type {@code github} is installed, others are not. */
final class InstallerFixture implements AutoCloseable {
    final Path home;
    final Path config;
    final TestFramework framework;
    final Configurations configurations;
    final Map<String, String> environment = new HashMap<>(Map.of("REGION", "eu", "CRM_TOKEN", "s3cr3t"));
    private final Formats formats = new Formats(name -> Optional.ofNullable(environment.get(name)));
    final FileProblems problems = new FileProblems();
    final ClearValues clearValues = new ClearValues(formats);
    final CfgInstaller installer;
    final Secrets secrets;

    private final CommonSettings common = CommonSettings.of(Map.of());
    private final Schema schema = new MetatypeSchema(common)
            .of(
                    "github",
                    List.of(
                            Attribute.builder("url", Type.STRING).required(true).build(),
                            Attribute.builder("token", Type.PASSWORD).build()));

    InstallerFixture(Path home) {
        this.home = home;
        try {
            this.config = Files.createDirectories(home.resolve("config")).toRealPath();
            Files.createDirectories(home.resolve("deploy"));
            Files.createDirectories(home.resolve("secrets"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        framework = TestFramework.start(home.resolve("data"));
        configurations = framework.configurations();
        secrets = new Secrets(Optional.of(home), Map.of());
        installer = new CfgInstaller(
                Optional.of(config),
                configurations,
                formats,
                new InstanceOwners(configurations, this::schema, problems, clearValues),
                problems);
        framework.listen(installer);
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(config.resolve(name), text);
    }

    /** Writes a file and has it installed. */
    Path install(String name, String text) throws IOException {
        Path file = write(name, text);
        installer.changed(file);
        return file;
    }

    void delete(Path file) throws IOException {
        Files.delete(file);
        installer.changed(file);
    }

    Optional<Definition> definition(String id) {
        return configurations.read(InstanceId.parse(id));
    }

    /** What ConfigAdmin holds; empty if there is nothing. */
    Map<String, Object> values(String id) {
        return definition(id).map(Definition::values).orElse(Map.of());
    }

    Checked check(String id) {
        return new SettingsCheck(common, secrets, clearValues, ClearSecrets.WARNED_OF, new SecretMemory())
                .check(definition(id).orElseThrow(), schema);
    }

    List<String> ids() {
        return configurations.list().definitions().stream()
                .map(each -> each.id().toString())
                .toList();
    }

    List<String> fileProblems() {
        return problems.problems().stream().map(Problem::toString).toList();
    }

    @Override
    public void close() {
        secrets.close();
        framework.close();
    }

    private Optional<Schema> schema(String type) {
        return type.equals("github") ? Optional.of(schema) : Optional.empty();
    }
}
