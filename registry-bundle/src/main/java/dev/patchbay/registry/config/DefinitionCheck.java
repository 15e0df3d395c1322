package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import dev.patchbay.registry.mapping.MappingFaults;
import dev.patchbay.registry.secret.SecretReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One check of one definition. */
final class DefinitionCheck {
    private final Definition definition;
    private final Schema schema;
    private final Backing backing;
    private final CommonValues defaults;
    private final Map<String, String> texts = new TreeMap<>();
    /** As written, what ConfigAdmin has not got. */
    private final Map<String, String> inFile = new TreeMap<>();

    private final Set<String> unknown = new TreeSet<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final Findings findings;

    /** {@code defaults} are the common settings of an instance that sets none. */
    DefinitionCheck(Definition definition, Schema schema, Backing backing, CommonValues defaults) {
        this.definition = definition;
        this.schema = schema;
        this.backing = backing;
        this.defaults = defaults;
        this.findings = new Findings(definition, backing);
    }

    Checked run(ConnectorRules rules) {
        new TreeMap<>(definition.values()).forEach(this::checkValue);
        secrets.forEach(secret -> backing.memory().learn(definition.id(), secret));
        new MappingFaults(texts).clauses().forEach(findings::problem);
        checkMissing();
        unknown.forEach(key -> findings.problem(key, "is not a setting of " + schema.type() + instead(key)));
        Optional<Settings> settings = findings.allowUse() ? Optional.of(settings()) : Optional.empty();
        settings.ifPresent(sound -> {
            findings.add(CommonRules.broken(sound), List.of());
            ConnectorRules.Verdict verdict = rules.judge(sound);
            findings.add(verdict.problems(), verdict.warnings());
        });
        return findings.with(settings);
    }

    private void checkValue(String key, Object value) {
        Attribute attribute = schema.attribute(key).orElse(null);
        boolean placeholder = key.equals("mapping.NAME") || key.equals("mapping.push.NAME");
        if (placeholder || attribute == null && !CommonSettings.isMapping(key) && !schema.isOpen()) {
            unknown.add(key);
            return;
        }
        ResolvedText text = ResolvedText.of(definition, value, backing);
        if (text.inFile()) {
            // Most are the same text, which need not be in memory twice.
            inFile.put(key, text.clearInFile() ? text.text() : text.written());
        }
        text.faults().forEach(fault -> findings.problem(key, fault));
        text.lapses().forEach(lapse -> findings.lapse(key, lapse));
        if (SecretReference.brokenIn(text.written())) {
            findings.problem(key, "has a reference that does not end or names nothing; write $[scheme:name]");
        } else if (text.written().contains("${env:")) {
            findings.warning(
                    key, "has '${env:', which is taken as it stands; write $[env:NAME] for an environment variable");
        }
        if (attribute == null && CommonSettings.isMapping(key) && ListText.isList(value)) {
            findings.problem(key, "is a list, and a mapping has one path; put a path that begins with [ in quotes");
        } else if (text.faults().isEmpty()) {
            accept(key, attribute, text);
        }
    }

    private void accept(String key, Attribute attribute, ResolvedText text) {
        secrets.addAll(text.secrets());
        if (attribute == null) {
            texts.put(key, text.text());
            return;
        }
        if (text.text().isBlank() && !takesBlank(attribute)) {
            return;
        }
        if (attribute.type() == Type.PASSWORD) {
            secrets.add(Secret.of(text.text()));
            if (attribute.list()) {
                ListText.split(text.text()).forEach(each -> secrets.add(Secret.of(each)));
            }
            if (filledInClear(key, text)) {
                return;
            }
            clearIn(key, text).ifPresent(file -> checkClear(key, file));
        }
        if (isAddress(attribute) && UrlText.holdsPassword(text.written())) {
            findings.problem(key, "holds a password, which everybody would see there; " + placeOfPasswords());
            return;
        }
        Optional<String> fault = AttributeValue.fault(attribute, text.text(), shown(text));
        fault.ifPresent(clause -> findings.problem(key, clause));
        if (fault.isEmpty()) {
            texts.put(attribute.key(), text.text());
        }
    }

    /** Who can see the configuration would see the secret; the name of a reference may be filled in. */
    private boolean filledInClear(String key, ResolvedText text) {
        Optional<String> variable =
                SecretReference.parse(text.written()).isPresent() ? Optional.empty() : definition.filled(key);
        variable.ifPresent(name -> findings.problem(
                key, "is a secret, which '${" + name + "}' may not fill; write $[env:" + name + "] in its place"));
        return variable.isPresent();
    }

    /** The file that has a password in clear; empty if none has. */
    private Optional<String> clearIn(String key, ResolvedText text) {
        boolean inDotEnv = definition
                        .overlaid(key)
                        .filter(origin -> origin.startsWith(".env"))
                        .isPresent()
                && SecretReference.allIn(text.written()).isEmpty();
        return inDotEnv
                ? Optional.of(".env")
                : text.clearInFile() ? Optional.of(definition.source()) : Optional.empty();
    }

    private void checkClear(String key, String file) {
        String remedy = "; put it into a file in secrets/ and write $[secret:NAME]";
        if (backing.clearSecrets() == ClearSecrets.REFUSED) {
            findings.problem(
                    key, "stands in clear in " + file + ", which secrets.policy=references-only refuses" + remedy);
        } else if (!file.equals(".env")) {
            findings.warning(key, "stands in clear in " + file + remedy);
        }
    }

    private static boolean isAddress(Attribute attribute) {
        return attribute.type() == Type.URL
                || attribute.type() == Type.STRING && attribute.key().equals("url");
    }

    private String placeOfPasswords() {
        return schema.attributes().stream()
                .filter(each -> each.type() == Type.PASSWORD)
                .findFirst()
                .map(each -> "write it into '" + each.key() + "' instead")
                .orElse("take it out, or write $[secret:NAME] in its place");
    }

    /** A blank number is no number at all; a blank text may be meant, unless one is required or options are given. */
    private static boolean takesBlank(Attribute attribute) {
        boolean text = attribute.type() == Type.STRING || attribute.type() == Type.PASSWORD;
        return text && !attribute.required() && attribute.options().isEmpty() || attribute.list();
    }

    /** What stands behind a reference is not shown. */
    private static Optional<String> shown(ResolvedText text) {
        return SecretReference.allIn(text.written()).isEmpty()
                ? Optional.empty()
                : Optional.of("behind '" + text.written() + "' something else");
    }

    private void checkMissing() {
        Set<String> faulty = findings.faultyKeys();
        schema.attributes().stream()
                .filter(each -> each.required() && each.defaults().isEmpty())
                .map(Attribute::key)
                .filter(key -> !texts.containsKey(key) && !faulty.contains(key))
                .sorted()
                .forEach(this::missing);
    }

    private void missing(String key) {
        String where = definition.file().isPresent() ? " in " + definition.source() : "";
        if (definition.values().containsKey(key)) {
            findings.problem(key, "is required and empty; set it" + where);
            return;
        }
        Optional<String> misspelt = ClosestText.to(key, unknown);
        misspelt.ifPresent(unknown::remove);
        String hint = misspelt.map(
                        other -> " (" + lineOf(other) + "names '" + other + "': did you mean '" + key + "'?)")
                .orElse("");
        findings.problem(key, "is required and missing; set it" + where + hint);
    }

    private String lineOf(String key) {
        return definition
                .file()
                .map(file -> backing.files().positions(file, definition.id()))
                .map(positions -> positions.get(key))
                .map(position -> position + " ")
                .orElse("it ");
    }

    private String instead(String key) {
        Collection<String> known =
                schema.attributes().stream().map(Attribute::key).collect(Collectors.toSet());
        Collection<String> candidates = new HashSet<>(known);
        candidates.removeAll(definition.values().keySet());
        Optional<String> closest = ClosestText.to(key, candidates).or(() -> ClosestText.to(key, known));
        return closest.map(other -> "; did you mean '" + other + "'?")
                .orElse("; remove it, or see 'schema " + schema.type() + "' for those there are");
    }

    private Settings settings() {
        boolean common = texts.keySet().stream().anyMatch(backing.common()::isCommon);
        CommonValues values = common ? new CommonValues(backing.common(), texts) : defaults;
        return new Settings(definition, schema, backing.keeping(inFile), values, texts, secrets);
    }
}
