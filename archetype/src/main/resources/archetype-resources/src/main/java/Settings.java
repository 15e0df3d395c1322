package ${package};

import dev.patchbay.spi.SettingRule;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings of an instance: each method is a key of its .cfg file, and one without a default is required. */
@ObjectClassDefinition(name = "${connector}", description = "The items of one service")
public @interface Settings {

    @AttributeDefinition(name = "URL", description = "Where the service is, such as https://items.example.com/api")
    @SettingRule(form = SettingRule.Form.URL)
    String url();

    @AttributeDefinition(
            name = "Token",
            description = "What the service knows us by; it needs the right to read items",
            type = AttributeType.PASSWORD)
    String token();
}
