package dev.patchbay.registry.config;

import dev.patchbay.model.Attribute;
import dev.patchbay.model.Attribute.Type;
import java.util.List;
import java.util.function.UnaryOperator;
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
            return Attribute.builder(getID(), type())
                    .name(getName() == null ? getID() : text.apply(getName()))
                    .description(text.apply(getDescription()))
                    .required(isRequired() && rawDefault == null)
                    .list(list)
                    .defaults(defaults(list))
                    .options(options == null ? List.of() : List.of(options))
                    .minimum(minimum())
                    .maximum(maximum())
                    .build();
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
}
