package dev.patchbay.spi;

import aQute.bnd.annotation.xml.XMLAttribute;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What Metatype has no word for: put beside {@code @AttributeDefinition} on a method of a connector's settings.
 *
 * <p>bnd writes it into the Metatype document as attributes of another namespace, so that it is checked, shown and part
 * of the JSON Schema without a class of the connector. What takes two settings to see is for a {@link SettingsValidator}.
 */
@XMLAttribute(namespace = SettingRule.NAMESPACE, prefix = "patchbay")
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface SettingRule {

    /** The namespace of the attributes in the Metatype document. */
    String NAMESPACE = "urn:patchbay:setting";

    /** What a text stands for. */
    enum Form {
        /** Itself. */
        TEXT,
        /** The address of something: absolute, with a host, without a password in it. */
        URL,
        /** A time: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}. */
        DURATION,
        /** A range of versions: {@code [1.2,2)}. */
        VERSION_RANGE
    }

    Form form() default Form.TEXT;

    /** For a URL: the schemes that it may have, with blanks between them; {@code http https} if none is given. */
    String schemes() default "";

    /** A regular expression ({@link java.util.regex.Pattern}) that the whole value has to match. */
    String pattern() default "";

    /** What a value that matches looks like, to go on after "write": {@code a key such as ABC}. Give it with a pattern. */
    String expected() default "";
}
