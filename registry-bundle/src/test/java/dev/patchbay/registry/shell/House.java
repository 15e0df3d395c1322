package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.Explanation;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Capability;
import dev.patchbay.model.FailureCause;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.osgi.framework.Version;

/** A small runtime as tests like to find it: two types, an instance in nearly every state, a file that makes none. */
final class House {
    private House() {}

    static MemoryRegistry furnished() {
        return new MemoryRegistry()
                .type(jdbc("1.2.0"), schema())
                .type(jdbc("1.1.0"), schema())
                .type(
                        ConnectorMetadata.builder("mail", new Version(2, 0, 0))
                                .capabilities(Set.of(Capability.PUSH, Capability.INVOKE))
                                .source("org.example.mail")
                                .build(),
                        Schema.of("mail", "Sends mail", List.of()).open())
                .instance(
                        "jdbc~demo",
                        InstanceState.ACTIVE,
                        "serving",
                        status -> status.health(
                                        Health.up("1 row").measured(MemoryRegistry.START, Duration.ofMillis(12)))
                                .description("the demo"))
                .instance("jdbc~idle", InstanceState.READY, "valid; not used yet")
                .instance(
                        "jdbc~broken",
                        InstanceState.INVALID,
                        "'url' is required and missing",
                        status -> status.version(null)
                                .problems(List.of(Problem.ofKey("url", "'url' is required and missing")
                                        .at("connector.jdbc~broken.cfg", 3))))
                .instance(
                        "github~europe@acme",
                        InstanceState.WAITING,
                        "type 'github' is not installed",
                        status -> status.version(null))
                .instance(
                        "mail",
                        InstanceState.ACTIVE,
                        "serving",
                        status -> status.health(Health.down("no route to host").causedBy(FailureCause.UNREACHABLE)))
                .setting("jdbc~demo", "url", "jdbc:h2:mem:demo", "connector.jdbc~demo.cfg line 2")
                .setting("jdbc~demo", "password", "[secret]", "environment")
                .problem(Problem.of("a dash stands where '~' belongs; rename it to connector.github~europe.cfg")
                        .at("connector.github-europe.cfg", 0))
                .explanation(Explanation.of("jdbc~demo", List.of("'jdbc~demo' is ACTIVE.", "It serves calls.")));
    }

    private static ConnectorMetadata jdbc(String version) {
        return ConnectorMetadata.builder("jdbc", Version.parseVersion(version))
                .capabilities(Set.of(Capability.PUSH, Capability.PULL))
                .recordTypes(List.of("customers", "countries"))
                .documentation("https://example.org/jdbc")
                .source("dev.patchbay.jdbc")
                .build();
    }

    private static Schema schema() {
        return Schema.of(
                "jdbc",
                "Any database",
                List.of(
                        Attribute.builder("url", Attribute.Type.STRING)
                                .description("Where the database is")
                                .required(true)
                                .build(),
                        Attribute.builder("password", Attribute.Type.PASSWORD)
                                .name("Password")
                                .build(),
                        Attribute.builder("mode", Attribute.Type.STRING)
                                .required(true)
                                .options(List.of("read", "write"))
                                .defaults(List.of("read"))
                                .build(),
                        Attribute.builder("page.size", Attribute.Type.INTEGER)
                                .description("Rows a page")
                                .defaults(List.of("100"))
                                .minimum("1")
                                .maximum("10000")
                                .build(),
                        Attribute.builder("path", Attribute.Type.STRING)
                                .description("Odd characters: größer, 日本\nand a second line")
                                .list(true)
                                .defaults(List.of(" C:\\temp\n", "ü"))
                                .build()));
    }
}
