package dev.patchbay.registry.config;

import dev.patchbay.api.Setting;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Schema;
import dev.patchbay.model.Secret;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The valid settings of an instance. Immutable, but for {@link #secret}, which looks again at every use. Two are equal if
 * nobody can tell a difference, so a file that was touched and not changed changes nothing.
 */
public final class Settings {
    private final Definition definition;
    private final Schema schema;
    private final Backing backing;
    private final CommonValues common;
    private final Map<String, String> texts;
    private final List<Secret> secrets;
    /** Made when the first password is asked for: most instances are never used. */
    private volatile Map<String, LiveText> live;

    /** {@code texts} have their references resolved; {@code secrets} are what those stood for. */
    Settings(
            Definition definition,
            Schema schema,
            Backing backing,
            CommonValues common,
            Map<String, String> texts,
            Collection<Secret> secrets) {
        this.definition = definition;
        this.schema = schema;
        this.backing = backing;
        this.common = common;
        this.texts = kept(texts, definition.values());
        this.secrets = List.copyOf(secrets);
    }

    /** Where nothing had to be resolved the definition has the same, which need not be in memory twice. */
    @SuppressWarnings("unchecked") // equal to texts, so they are texts
    private static Map<String, String> kept(Map<String, String> texts, Map<String, ?> written) {
        return texts.equals(written) ? (Map<String, String>) written : Map.copyOf(texts);
    }

    public InstanceId id() {
        return definition.id();
    }

    /** What defines the instance, see {@link Definition#source}. */
    public String source() {
        return definition.source();
    }

    public Definition definition() {
        return definition;
    }

    /** The schema against which they were checked. */
    public Schema schema() {
        return schema;
    }

    /** Those that every instance has. */
    public CommonValues common() {
        return common;
    }

    /** Whether tenants other than its own may use it; only for instances of the tenant {@code default}. */
    public boolean shared() {
        return common.shared() && definition.id().tenant().equals(InstanceId.DEFAULT);
    }

    /**
     * A value in the form that its attribute demands, a list if it may have several; the default if none is set. Keys
     * without an attribute have texts.
     */
    public Optional<Object> value(String key) {
        Optional<Attribute> attribute = schema.attribute(key);
        String text = texts.get(key);
        if (text != null) {
            return Optional.of(attribute
                    .<Object>map(known -> AttributeValue.of(known, text))
                    .orElse(text));
        }
        return attribute.flatMap(AttributeValue::ofDefault);
    }

    /**
     * The value of a password as it is now; if it cannot be had now, as it was last. Usually from memory; never call it
     * under a lock.
     */
    public Optional<Secret> secret(String key) {
        Object value = definition.values().get(key);
        String last = texts.get(key);
        if (value == null || last == null) {
            return value(key)
                    .map(fallback -> fallback instanceof Secret known ? known : Secret.of(fallback.toString()));
        }
        return Optional.of(live(key, value, last).now());
    }

    private LiveText live(String key, Object value, String last) {
        Map<String, LiveText> known = live;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            live = known;
        }
        LiveText text = known.get(key);
        if (text == null) {
            text = LiveText.of(definition, value, backing, last);
            known.put(key, text);
        }
        return text;
    }

    /** What the secrets of these settings are to be read from, and stored to. */
    public InstanceSecrets references() {
        return new InstanceSecrets(definition, texts, backing);
    }

    /** What must not appear in any text that leaves the runtime. */
    public List<Secret> secrets() {
        return secrets;
    }

    /** Another secret that a connector is given, or brings itself, is to be kept out of texts as well. */
    public void learn(Secret secret) {
        backing.memory().learn(id(), secret);
    }

    /** A text that is told of the instance, without secrets. */
    public String redacted(String text) {
        return backing.memory().redact(text, id());
    }

    /**
     * The settings as an annotation or interface type whose methods are the keys, by the rules of OSGi component property
     * types; passwords are resolved.
     */
    public <T> T as(Class<T> type) {
        return as(type, key -> this);
    }

    /**
     * The same, noting which passwords are handed out through it.
     *
     * @param handOut called with the key of each password when it is read, and gives the settings to take it from
     */
    public <T> T as(Class<T> type, Function<String, Settings> handOut) {
        return SettingsView.of(this, type, handOut);
    }

    /** Whether a connector object made for these settings can serve the others: only common settings differ. */
    public boolean sameObject(Settings other) {
        return sameObject(other, key -> true);
    }

    /**
     * Whether a connector object made for these settings can serve the others: only common settings differ, or the values
     * of passwords that it takes anew at each use.
     *
     * @param kept whether the object may have kept the value of a password
     */
    public boolean sameObject(Settings other, Predicate<String> kept) {
        return id().equals(other.id()) && SettingsView.sameOwn(this, other, kept);
    }

    /** Whether the others say the same, wherever they come from. */
    public boolean sameValues(Settings other) {
        return id().equals(other.id()) && texts.equals(other.texts);
    }

    /** Each effective setting with its origin: those of the schema in its order, then others by key. */
    public List<Setting> origins() {
        return new SettingOrigins(definition, schema, backing).list();
    }

    Map<String, String> texts() {
        return texts;
    }

    CommonSettings commonSettings() {
        return backing.common();
    }

    Backing backing() {
        return backing;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings
                && source().equals(settings.source())
                && texts.equals(settings.texts)
                && sameObject(settings)
                && SettingsView.common(this).equals(SettingsView.common(settings));
    }

    @Override
    public int hashCode() {
        return Objects.hash(id(), texts.keySet());
    }

    @Override
    public String toString() {
        return "settings of " + id();
    }
}
