package dev.patchbay.registry.config;

import dev.patchbay.api.Setting;
import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.model.Schema;
import dev.patchbay.registry.secret.SecretReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The settings of a definition as somebody may see them, each with the place that it comes from; valid or not. */
final class SettingOrigins {
    private static final String MASK = "********";

    private final Definition definition;
    private final Schema schema;
    private final Backing backing;
    private final Map<String, Position> positions;

    SettingOrigins(Definition definition, Schema schema, Backing backing) {
        this.definition = definition;
        this.schema = schema;
        this.backing = backing;
        this.positions = definition
                .file()
                .map(file -> backing.files().positions(file, definition.id()))
                .orElse(Map.of());
    }

    List<Setting> list() {
        List<Setting> settings = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        schema.attributes().forEach(attribute -> keys.add(attribute.key()));
        keys.addAll(new TreeSet<>(definition.values().keySet()));
        for (String key : keys) {
            of(key).ifPresent(settings::add);
        }
        return settings;
    }

    /** What the definition itself says, in the same order. */
    List<WrittenSetting> written() {
        return Stream.concat(
                        schema.attributes().stream().map(Attribute::key),
                        new TreeSet<>(definition.values().keySet()).stream())
                .distinct()
                .filter(definition.values()::containsKey)
                .map(this::written)
                .toList();
    }

    private WrittenSetting written(String key) {
        Object value = definition.values().get(key);
        Optional<String> text = seen(key, schema.attribute(key), value);
        return new WrittenSetting(
                key,
                text.orElse(""),
                !(value instanceof String) && ListText.isList(value),
                text.isEmpty(),
                definition.overlaid(key).isPresent(),
                origin(key));
    }

    private Optional<Setting> of(String key) {
        Optional<Attribute> attribute = schema.attribute(key);
        Object value = definition.values().get(key);
        if (value != null) {
            return Optional.of(Setting.of(key, shown(key, attribute, value), origin(key)));
        }
        return attribute
                .filter(known -> !known.defaults().isEmpty())
                .map(known -> Setting.of(
                        key,
                        masked(known, String.join(", ", known.defaults())),
                        backing.common().originOfDefault(key)));
    }

    private String shown(String key, Optional<Attribute> attribute, Object value) {
        return seen(key, attribute, value).map(backing.memory()::redact).orElse(MASK);
    }

    /** A value may be seen if somebody has said that it is no password, and its references are not resolved. */
    private Optional<String> seen(String key, Optional<Attribute> attribute, Object value) {
        String written = ResolvedText.written(definition, value, backing);
        boolean open = CommonSettings.isMapping(key)
                || attribute.filter(known -> known.type() != Type.PASSWORD).isPresent();
        boolean reference = SecretReference.parse(written).isPresent();
        return Optional.of(written).filter(text -> (open || reference) && !UrlText.holdsPassword(text));
    }

    private String origin(String key) {
        Optional<String> overlaid = definition.overlaid(key);
        if (overlaid.isPresent()) {
            return overlaid.get();
        }
        Position position = positions.get(key);
        return position == null ? definition.source() : definition.source() + ' ' + position;
    }

    /** That there is no secret is no secret. */
    private static String masked(Attribute attribute, String value) {
        return attribute.type() == Type.PASSWORD && !value.isEmpty() ? MASK : value;
    }
}
