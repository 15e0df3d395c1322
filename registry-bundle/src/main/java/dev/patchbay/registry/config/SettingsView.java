package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.util.converter.ConversionException;
import org.osgi.util.converter.Converter;
import org.osgi.util.converter.Converters;
import org.osgi.util.converter.TypeRule;

/** Settings as seen by a connector: its configuration type, filled. */
final class SettingsView {
    private static final String MASK = "********";

    private SettingsView() {}

    static <T> T of(Settings settings, Class<T> type, Function<String, Settings> handOut) {
        Function<String, Object> read =
                key -> effective(handOut.apply(key), false).get(key);
        return filled(new NotedValues(all(settings), passwords(settings), read), type);
    }

    /** The same with other texts where passwords are. */
    static <T> T masked(Settings settings, Class<T> type) {
        Map<String, Object> values = all(settings);
        passwords(settings).stream().filter(settings.texts()::containsKey).forEach(key -> values.put(key, MASK));
        return filled(values, type);
    }

    private static Set<String> passwords(Settings settings) {
        return settings.schema().attributes().stream()
                .filter(each -> each.type() == Attribute.Type.PASSWORD)
                .map(Attribute::key)
                .collect(Collectors.toSet());
    }

    private static Map<String, Object> all(Settings settings) {
        Map<String, Object> values = effective(settings, false);
        values.putAll(effective(settings, true));
        return values;
    }

    private static <T> T filled(Map<String, Object> values, Class<T> type) {
        return RememberedSettings.of(type, Conversion.CONVERTER.convert(values).to(type));
    }

    /** The effective settings that a connector object is made for. */
    static Map<String, Object> own(Settings settings) {
        return effective(settings, false);
    }

    /** @param kept whether the value of a password counts */
    static boolean sameOwn(Settings settings, Settings others, Predicate<String> kept) {
        Map<String, Object> left = own(settings);
        Map<String, Object> right = own(others);
        for (Attribute attribute : settings.schema().attributes()) {
            String key = attribute.key();
            if (attribute.type() == Attribute.Type.PASSWORD
                    && left.containsKey(key)
                    && right.containsKey(key)
                    && !kept.test(key)) {
                left.remove(key);
                right.remove(key);
            }
        }
        return left.equals(right);
    }

    static Map<String, Object> common(Settings settings) {
        return effective(settings, true);
    }

    /** Texts, and for what may have several values lists of texts, since the converter knows no lists in one text. */
    private static Map<String, Object> effective(Settings settings, boolean common) {
        CommonSettings known = settings.commonSettings();
        Map<String, Object> values = new HashMap<>();
        for (Attribute attribute : settings.schema().attributes()) {
            if (known.isCommon(attribute.key()) == common) {
                String text = settings.texts().get(attribute.key());
                put(values, attribute, text);
            }
        }
        settings.texts().forEach((key, text) -> {
            if (known.isCommon(key) == common) {
                values.putIfAbsent(key, text);
            }
        });
        return values;
    }

    private static void put(Map<String, Object> values, Attribute attribute, String text) {
        List<String> several =
                text == null ? attribute.defaults() : attribute.list() ? ListText.split(text) : List.of(text);
        if (attribute.list() && (text != null || !several.isEmpty())) {
            values.put(attribute.key(), several);
        } else if (!several.isEmpty()) {
            values.put(attribute.key(), several.get(0));
        }
    }

    private static Duration duration(String text) {
        return DurationText.parse(text)
                .orElseThrow(() -> new ConversionException("'" + text + "' is no duration; write for example 30s"));
    }

    /** Made when the first connector asks for its settings: a start that creates none has no use for it. */
    private static final class Conversion {
        static final Converter CONVERTER = Converters.newConverterBuilder()
                .rule(new TypeRule<>(String.class, Duration.class, SettingsView::duration))
                .rule(new TypeRule<>(String.class, Secret.class, Secret::of))
                .build();
    }
}
