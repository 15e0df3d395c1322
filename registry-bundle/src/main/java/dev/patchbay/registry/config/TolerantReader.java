package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import dev.patchbay.spi.SettingRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.felix.metatype.AD;
import org.apache.felix.metatype.MetaDataReader;
import org.osgi.service.metatype.AttributeDefinition;

/** A reader that keeps defaults as they are written: the usual one drops those that are empty texts. */
final class TolerantReader extends MetaDataReader {

    @Override
    protected AD createAD() {
        return new RawAttribute();
    }

    /** An attribute that knows its default as it is written. */
    static final class RawAttribute extends AD {
        private String rawDefault;

        @Override
        public void setDefaultValue(String defaultValue) {
            rawDefault = defaultValue;
        }

        /** {@code text} localizes names and descriptions. */
        Attribute toAttribute(UnaryOperator<String> text) {
            boolean list = getCardinality() != 0;
            String[] options = getOptionValues();
            Rule rule = new Rule(getOptionalAttributes());
            Type type = rule.form().orElse(type());
            Attribute.Builder attribute = Attribute.builder(getID(), type)
                    .name(getName() == null ? getID() : text.apply(getName()))
                    .description(text.apply(getDescription()))
                    .required(isRequired() && rawDefault == null)
                    .list(list)
                    .defaults(defaults(list))
                    .options(options == null ? List.of() : List.of(options))
                    .minimum(minimum())
                    .maximum(maximum());
            rule.pattern().ifPresent(pattern -> attribute.pattern(pattern, text.apply(rule.text("expected"))));
            return type == Type.URL ? attribute.schemes(rule.schemes()).build() : attribute.build();
        }

        private List<String> defaults(boolean list) {
            if (rawDefault == null) {
                return List.of();
            }
            List<String> several = ListText.split(rawDefault);
            if (list) {
                return several;
            }
            return List.of(several.isEmpty() ? "" : several.get(0));
        }

        private Type type() {
            return switch (getType()) {
                case AttributeDefinition.PASSWORD -> Type.PASSWORD;
                case AttributeDefinition.BOOLEAN -> Type.BOOLEAN;
                case AttributeDefinition.INTEGER, AttributeDefinition.SHORT, AttributeDefinition.BYTE -> Type.INTEGER;
                case AttributeDefinition.LONG -> Type.LONG;
                case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> Type.DOUBLE;
                default -> Type.STRING;
            };
        }

        private String minimum() {
            return switch (getType()) {
                case AttributeDefinition.SHORT -> orElse(getMin(), Short.MIN_VALUE);
                case AttributeDefinition.BYTE -> orElse(getMin(), Byte.MIN_VALUE);
                case AttributeDefinition.CHARACTER -> "1";
                default -> getMin();
            };
        }

        private String maximum() {
            return switch (getType()) {
                case AttributeDefinition.SHORT -> orElse(getMax(), Short.MAX_VALUE);
                case AttributeDefinition.BYTE -> orElse(getMax(), Byte.MAX_VALUE);
                case AttributeDefinition.CHARACTER -> "1";
                default -> getMax();
            };
        }

        private static String orElse(String bound, int otherwise) {
            return bound == null ? String.valueOf(otherwise) : bound;
        }
    }

    /** What {@link SettingRule} says of an attribute: bnd writes it beside the words of Metatype. */
    private record Rule(Map<?, ?> attributes) {

        Rule {
            attributes = attributes == null ? Map.of() : attributes;
        }

        /** Only a text stands for something else than itself. */
        Optional<Type> form() {
            return switch (text("form")) {
                case "URL" -> Optional.of(Type.URL);
                case "DURATION" -> Optional.of(Type.DURATION);
                case "VERSION_RANGE" -> Optional.of(Type.VERSION_RANGE);
                default -> Optional.empty();
            };
        }

        List<String> schemes() {
            return List.of((text("schemes").isBlank() ? "http https" : text("schemes"))
                    .trim()
                    .split("\\s+"));
        }

        /** One that cannot be read forbids nothing: the contract tests of the connector refuse it. */
        Optional<String> pattern() {
            try {
                return Optional.of(Pattern.compile(text("pattern")).pattern()).filter(each -> !each.isEmpty());
            } catch (PatternSyntaxException e) {
                return Optional.empty();
            }
        }

        String text(String name) {
            return attributes.get(name) instanceof String text ? text : "";
        }
    }
}
