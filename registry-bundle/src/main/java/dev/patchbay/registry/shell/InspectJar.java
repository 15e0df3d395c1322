package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.check.JarInspection;
import dev.patchbay.registry.check.JarReport;
import dev.patchbay.registry.check.Need;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.spi.ConnectorType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The verb {@code inspect}. */
final class InspectJar implements Verb {
    static final String SUMMARY = "Says of a JAR what it is and whether it can run here, without running it";

    private static final Manual MANUAL =
            new Manual("inspect", SUMMARY, Syntax.none().required("FILE"), """
            FILE is a connector, or a library such as a database driver, anywhere. Nothing of it is started. Typed at the
            command line it needs no runtime, and looks at what lies in the home's deploy/, if there is one; in the shell
            it looks at what is running. The exit code is 1 if it cannot run here.

              inspect build/libs/my-connector-1.0.0.jar
            """);

    private static final Set<String> COMMON = CommonSettings.of(Map.of()).attributes().stream()
            .map(Attribute::key)
            .collect(Collectors.toSet());

    /** What a type says of itself, in the words of {@code types}. */
    private static final List<Map.Entry<String, String>> PROPERTIES = List.of(
            Map.entry("capabilities", "can"),
            Map.entry("recordTypes", "record types"),
            Map.entry("authMethods", "signs in by"),
            Map.entry("documentation", "documentation"));

    private final JarInspection inspection;

    InspectJar(JarInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        JarReport report = report(arguments.operand("FILE"), console.directory());
        if (arguments.json()) {
            Json.print(facts(report), console);
        } else {
            print(report, console);
        }
        if (!report.canRun()) {
            throw VerbFailure.told();
        }
    }

    private JarReport report(String file, Path directory) {
        try {
            Path path = directory.resolve(file);
            if (Files.notExists(path)) {
                throw VerbFailure.failed("there is no file '" + file + "' in " + directory);
            }
            if (!Files.isRegularFile(path)) {
                throw VerbFailure.failed("'" + file + "' is no file; name a JAR");
            }
            return inspection.inspect(path, file);
        } catch (InvalidPathException e) {
            throw VerbFailure.failed("there is no file '" + file + "' in " + directory, e);
        } catch (IOException e) {
            throw VerbFailure.failed("'" + file + "' cannot be read: " + Complaint.sentence(e), e);
        }
    }

    private static void print(JarReport report, Console console) {
        summary(report).print(console);
        if (!report.needs().isEmpty()) {
            Table needs = new Table("NEEDS", "MET BY");
            report.needs().stream()
                    .filter(each -> !each.isMetByJava())
                    .forEach(each -> needs.row(each.what(), met(each)));
            section(needs, console);
        }
        report.schemas().forEach(each -> section(settings(each), console));
        if (!report.reasons().isEmpty()) {
            Table reasons = new Table("WHY IT CANNOT RUN");
            report.reasons().forEach(reasons::row);
            section(reasons, console);
        }
    }

    private static void section(Table table, Console console) {
        console.out().print("\n");
        table.print(console);
    }

    private static Table summary(JarReport report) {
        Table table = new Table().row("file", report.name() + ", " + kilobytes(report.size()));
        report.facts().ifPresent(facts -> {
            table.row("bundle", facts.name() + " " + facts.version());
            table.row("brings", brings(facts));
            report.factories().forEach(each -> add(table, each));
            if (facts.java() > 0) {
                table.row("java", String.valueOf(facts.java()));
            }
        });
        table.row("sha256", report.sha256());
        report.linkage()
                .ifPresent(missing -> table.row(
                        "linkage",
                        missing.isEmpty()
                                ? "all that its classes refer to is there"
                                : missing.size() + " of what its classes refer to is missing"));
        return table.row("can run", report.canRun() ? "yes" : "no");
    }

    private static void add(Table table, ComponentFacts factory) {
        PROPERTIES.forEach(each -> {
            List<String> values = factory.properties().getOrDefault(ConnectorType.PREFIX_ + each.getKey(), List.of());
            if (!values.isEmpty()) {
                table.row(each.getValue(), String.join(" ", values));
            }
        });
    }

    private static String brings(JarFacts facts) {
        return facts.isConnector()
                ? "connector " + String.join(", ", facts.types()) + " " + facts.version()
                : "no connector: it is a library";
    }

    private static String kilobytes(long size) {
        return Math.max(1, Math.round(size / 1024.0)) + " KB";
    }

    private static String met(Need need) {
        if (need.provider().isPresent()) {
            return need.provider().get();
        }
        if (need.isService()) {
            return "known only when bundles run";
        }
        return need.optional() ? "nothing here; it can do without" : "NOTHING HERE";
    }

    /** Only the type's own; those of every instance say nothing about the JAR. */
    private static Table settings(Schema schema) {
        Table table = new Table("SETTING OF " + schema.type(), "FORM", "DEFAULT", "MEANING");
        schema.attributes().stream()
                .filter(each -> !COMMON.contains(each.key()))
                .forEach(each -> table.row(
                        each.key(), ShowSchema.form(each), ShowSchema.standard(each), ShowSchema.meaning(each)));
        if (schema.isOpen()) {
            table.row("(any)", "string", "", "it declares no settings");
        }
        return table;
    }

    private static Map<String, Object> facts(JarReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("file", report.name());
        facts.put("size", report.size());
        facts.put("sha256", report.sha256());
        facts.put("name", report.facts().map(JarFacts::name).orElse(null));
        facts.put("version", report.facts().map(JarFacts::version).orElse(null));
        facts.put("types", report.facts().map(JarFacts::types).orElse(List.of()));
        facts.put(
                "factories",
                report.factories().stream().map(ComponentFacts::properties).toList());
        facts.put("java", report.facts().map(JarFacts::java).orElse(null));
        facts.put("needs", report.needs().stream().map(InspectJar::facts).toList());
        facts.put("linkage", report.linkage().orElse(null));
        facts.put("schemas", report.schemas().stream().map(ShowSchema::facts).toList());
        facts.put("canRun", report.canRun());
        facts.put("reasons", report.reasons());
        return facts;
    }

    private static Map<String, Object> facts(Need need) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("what", need.what());
        facts.put("optional", need.optional());
        facts.put("provider", need.provider().orElse(null));
        return facts;
    }
}
