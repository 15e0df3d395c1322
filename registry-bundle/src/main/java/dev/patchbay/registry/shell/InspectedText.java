package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.check.JarReport;
import dev.patchbay.registry.check.Need;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.jar.ComponentFacts;
import dev.patchbay.registry.jar.JarFacts;
import dev.patchbay.registry.linkage.LinkageReport;
import dev.patchbay.registry.trust.Signature;
import dev.patchbay.registry.trust.Signer;
import dev.patchbay.spi.ConnectorType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@code inspect} tells people. */
final class InspectedText {
    /** Big libraries have dozens, and nobody reads on; programs get them all. */
    private static final int MOST_REMARKS = 5;

    private static final Set<String> COMMON = CommonSettings.of(Map.of()).attributes().stream()
            .map(Attribute::key)
            .collect(Collectors.toSet());

    /** What a type says of itself, in the words of {@code types}. */
    private static final List<Map.Entry<String, String>> PROPERTIES = List.of(
            Map.entry("capabilities", "can"),
            Map.entry("recordTypes", "record types"),
            Map.entry("authMethods", "signs in by"),
            Map.entry("documentation", "documentation"));

    private final JarReport report;

    InspectedText(JarReport report) {
        this.report = report;
    }

    void print(Console console) {
        summary().print(console);
        if (!report.needs().isEmpty()) {
            Table needs = new Table("NEEDS", "MET BY");
            report.needs().stream()
                    .filter(each -> !each.isMetByJava())
                    .forEach(each -> needs.row(each.what(), met(each)));
            section(needs, console);
        }
        report.signature().filter(each -> !each.signers().isEmpty()).ifPresent(each -> section(signers(each), console));
        report.schemas().forEach(each -> section(settings(each), console));
        section("REMARK, NO OBSTACLE", bounded(report.remarks()), console);
        section("WHY IT CANNOT RUN", report.reasons(), console);
    }

    private static void section(String title, List<String> sentences, Console console) {
        if (!sentences.isEmpty()) {
            Table table = new Table(title);
            sentences.forEach(table::row);
            section(table, console);
        }
    }

    private static void section(Table table, Console console) {
        console.out().print("\n");
        table.print(console);
    }

    private Table summary() {
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
        report.signature().ifPresent(each -> table.row("signature", worth(each)));
        report.linkage()
                .map(LinkageReport::missing)
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

    private static List<String> bounded(List<String> sentences) {
        if (sentences.size() <= MOST_REMARKS) {
            return sentences;
        }
        List<String> bounded = new ArrayList<>(sentences.subList(0, MOST_REMARKS));
        bounded.add("and " + (sentences.size() - MOST_REMARKS) + " more, which --json tells");
        return bounded;
    }

    private static String worth(Signature signature) {
        String open = signature.required() ? "" : "; 'trust.policy' is 'any', so it need not be";
        if (!signature.isThere()) {
            return "not signed" + open;
        }
        return signature
                .voucher()
                .map(each -> "trusted: vouched for by " + each + " in trust/")
                .orElseGet(() -> "not trusted" + open + ": " + signature.fault().orElse(""));
    }

    private static Table signers(Signature signature) {
        Table table = new Table("SIGNED BY", "CERTIFIED BY", "VALID");
        for (Signer each : signature.signers()) {
            String issuer = each.isSelfSigned() ? "(itself)" : each.issuer();
            table.row(each.subject(), issuer, day(each.from()) + " to " + day(each.until()));
        }
        return table;
    }

    private static String day(Instant time) {
        return time.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }
}
