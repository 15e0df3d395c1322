package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Secret;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.VersionRange;

/** Turns the text of a setting into a value of the form that its attribute demands. */
final class AttributeValue {
    private AttributeValue() {}

    /** The value of a text that {@link #fault} has nothing against: a list if the attribute is one. */
    static Object of(Attribute attribute, String text) {
        return attribute.list()
                ? ListText.split(text).stream()
                        .map(each -> single(attribute.type(), each))
                        .toList()
                : single(attribute.type(), text);
    }

    /** The default, if there is one that fits the form. */
    static Optional<Object> ofDefault(Attribute attribute) {
        try {
            List<Object> values = attribute.defaults().stream()
                    .map(text -> single(attribute.type(), text))
                    .toList();
            return attribute.defaults().isEmpty()
                    ? Optional.empty()
                    : Optional.of(attribute.list() ? values : values.get(0));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static Optional<String> fault(Attribute attribute, String text) {
        return fault(attribute, text, Optional.empty());
    }

    /**
     * What is wrong with a text, as a clause after the key: {@code is 'x'; write true or false}.
     *
     * @param shown what to say instead of the text, if it is not to be seen
     */
    static Optional<String> fault(Attribute attribute, String text, Optional<String> shown) {
        List<String> parts = attribute.list() ? ListText.split(text) : List.of(text);
        List<String> faults = new ArrayList<>();
        for (String part : parts) {
            faultOf(attribute, part, shown(attribute, part, shown)).ifPresent(faults::add);
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", faults));
    }

    private static Optional<String> faultOf(Attribute attribute, String text, String shown) {
        Object value;
        try {
            value = single(attribute.type(), text);
        } catch (IllegalArgumentException e) {
            return Optional.of("is " + shown + "; write " + form(attribute.type()));
        }
        if (!attribute.options().isEmpty() && !attribute.options().contains(text)) {
            boolean hidden = !shown.equals(quoted(text));
            String closest = hidden
                    ? ""
                    : ClosestText.to(text, attribute.options())
                            .map(option -> " (did you mean '" + option + "'?)")
                            .orElse("");
            return Optional.of("is " + shown + "; write one of " + String.join(", ", attribute.options()) + closest);
        }
        return outOfRange(attribute, value, shown).or(() -> ofOtherForm(attribute, text, shown));
    }

    private static Optional<String> ofOtherForm(Attribute attribute, String text, String shown) {
        if (attribute.pattern().filter(form -> !form.matcher(text).matches()).isPresent()) {
            String expected = attribute.expected().isEmpty()
                    ? "what matches " + attribute.pattern().get()
                    : attribute.expected();
            return Optional.of("is " + shown + "; write " + expected);
        }
        return attribute.type() == Attribute.Type.URL
                ? UrlText.fault(text, attribute.schemes()).map(clause -> "is " + shown + ", which " + clause)
                : Optional.empty();
    }

    private static Optional<String> outOfRange(Attribute attribute, Object value, String shown) {
        boolean tooLow = attribute
                .minimum()
                .filter(least -> size(value).compareTo(bound(attribute, least)) < 0)
                .isPresent();
        boolean tooHigh = attribute
                .maximum()
                .filter(most -> size(value).compareTo(bound(attribute, most)) > 0)
                .isPresent();
        if (!tooLow && !tooHigh) {
            return Optional.empty();
        }
        boolean length = value instanceof String || value instanceof Secret;
        String fact = length ? "has " + size(value) + " characters" : "is " + shown;
        return Optional.of(fact + "; " + range(attribute, length ? " characters" : ""));
    }

    private static String range(Attribute attribute, String unit) {
        if (attribute.minimum().isPresent() && attribute.maximum().isPresent()) {
            return "write " + attribute.minimum().get() + " to "
                    + attribute.maximum().get() + unit;
        }
        return attribute.minimum().isPresent()
                ? "write at least " + attribute.minimum().get() + unit
                : "write at most " + attribute.maximum().orElse("") + unit;
    }

    private static BigDecimal bound(Attribute attribute, String text) {
        return switch (attribute.type()) {
            case INTEGER, LONG, DOUBLE, DURATION -> size(single(attribute.type(), text));
            default -> new BigDecimal(text);
        };
    }

    /** What of a value is compared with minimum and maximum. */
    private static BigDecimal size(Object value) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        if (value instanceof Duration duration) {
            return BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        }
        if (value instanceof Secret secret) {
            return BigDecimal.valueOf(secret.reveal().length());
        }
        return BigDecimal.valueOf(value.toString().length());
    }

    private static Object single(Attribute.Type type, String text) {
        return switch (type) {
            case STRING, URL -> text;
            case PASSWORD -> Secret.of(text);
            case BOOLEAN -> bool(text.trim());
            case INTEGER -> Integer.valueOf(text.trim());
            case LONG -> Long.valueOf(text.trim());
            case DOUBLE -> finite(text.trim());
            case DURATION -> DurationText.parse(text.trim()).orElseThrow(IllegalArgumentException::new);
            case VERSION_RANGE -> VersionRange.valueOf(text.trim());
        };
    }

    private static Boolean bool(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.valueOf(text);
        }
        throw new IllegalArgumentException(text);
    }

    private static Double finite(String text) {
        double number = Double.parseDouble(text);
        if (Double.isFinite(number)) {
            return number;
        }
        throw new IllegalArgumentException(text);
    }

    private static String form(Attribute.Type type) {
        return switch (type) {
            case STRING, PASSWORD, URL -> "a text";
            case BOOLEAN -> "true or false";
            case INTEGER -> "a whole number";
            case LONG -> "a whole number of up to 19 digits";
            case DOUBLE -> "a number such as 0.5";
            case DURATION -> "a duration such as 500ms, 30s, 5m or 2h";
            case VERSION_RANGE -> "a range of versions such as [1.2,2)";
        };
    }

    private static String shown(Attribute attribute, String text, Optional<String> instead) {
        return attribute.type() == Attribute.Type.PASSWORD ? "a secret" : instead.orElse(quoted(text));
    }

    private static String quoted(String text) {
        return "'" + text + "'";
    }
}
