package dev.patchbay.registry.config;

import dev.patchbay.api.Setting;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.SecretReference;
import dev.patchbay.registry.secret.SecretSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.VersionRange;

/** Turns definitions into settings, or into everything that is wrong with them. Thread-safe. */
public final class SettingsCheck {
    private final Backing backing;
    private final CommonValues defaults;

    /** With a memory of its own, where nothing of what it learns is told. */
    public SettingsCheck(CommonSettings common, SecretSource secrets, SourceFiles files, ClearSecrets clearSecrets) {
        this(common, secrets, files, clearSecrets, new SecretMemory());
    }

    /** @param memory learns every secret before anybody is given it */
    public SettingsCheck(
            CommonSettings common,
            SecretSource secrets,
            SourceFiles files,
            ClearSecrets clearSecrets,
            SecretMemory memory) {
        this.backing = new Backing(secrets, files, common, clearSecrets, memory);
        this.defaults = new CommonValues(common, Map.of());
    }

    /**
     * Checks a definition against a schema: unknown, missing, mistyped and out of range settings, references, and what the
     * file itself has against it. Resolves secrets, so it is not called under a lock.
     */
    public Checked check(Definition definition, Schema schema) {
        return check(definition, schema, ConnectorRules.NONE);
    }

    /** As {@link #check(Definition, Schema)}; what is sound one by one is then judged as a whole. */
    public Checked check(Definition definition, Schema schema, ConnectorRules rules) {
        return new DefinitionCheck(definition, schema, backing, defaults).run(rules);
    }

    /**
     * Checks settings again that were good, against a schema that may be another: with their secrets as they are now, and
     * what stood in their file as it stood there then.
     */
    public Checked again(Settings good, Schema schema, ConnectorRules rules) {
        return new DefinitionCheck(good.definition(), schema, good.backing(), defaults).run(rules);
    }

    /** The {@code version} that a definition asks for; empty if it asks for none, or if that cannot be read. */
    public Optional<VersionRange> pinnedVersion(Definition definition) {
        Object value = definition.values().get("version");
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(VersionRange.valueOf(
                    ResolvedText.of(definition, value, backing).text().trim()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * What a program may not hand to ConfigAdmin: passwords in clear, for which a file has its own place and a program has
     * none.
     */
    public List<Problem> clearPasswords(Map<String, Object> values, Schema schema) {
        return schema.attributes().stream()
                .filter(attribute -> attribute.type() == Attribute.Type.PASSWORD)
                .map(Attribute::key)
                .filter(key -> values.get(key) != null
                        && SecretReference.parse(ListText.of(values.get(key))).isEmpty())
                .map(key -> Problem.ofKey(
                        key,
                        "'" + key + "' is a secret and may not stand in a configuration; put it into a file in "
                                + "secrets/ and write $[secret:NAME]"))
                .toList();
    }

    /**
     * The references of a definition and of the settings that serve are what an instance uses from now on, whether they
     * can be resolved or not: a change of one is told. Said before they are checked.
     */
    public void use(Definition definition, Optional<Settings> served) {
        Set<SecretReference> references = new HashSet<>(ResolvedText.references(definition, backing));
        served.ifPresent(each -> references.addAll(ResolvedText.references(each.definition(), each.backing())));
        backing.secrets().use(definition.id(), references);
    }

    /** The instance is gone, and uses nothing. */
    public void forget(InstanceId id) {
        backing.secrets().use(id, Set.of());
    }

    /** The settings that a definition itself has, to be written elsewhere; without a schema only common ones are known. */
    public List<WrittenSetting> written(Definition definition, Optional<Schema> schema) {
        Schema known = schema.orElseGet(
                () -> Schema.of(definition.id().type(), "", backing.common().attributes()));
        return new SettingOrigins(definition, known, backing).written();
    }

    /** The settings of a definition as somebody may see them, valid or not; see {@link Settings#origins}. */
    public List<Setting> origins(Definition definition, Schema schema) {
        return new SettingOrigins(definition, schema, backing).list();
    }
}
