package dev.patchbay.itests.connector;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorType;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Makes connectors that do what their settings say: the faults of other people's connectors, on demand. */
@Component(configurationPid = "connector.scripted", configurationPolicy = ConfigurationPolicy.IGNORE)
@ConnectorType(
        name = "scripted",
        capabilities = {"pull", "invoke"},
        recordTypes = "numbers")
@Designate(ocd = ScriptedConnectorFactory.Settings.class, factory = true)
public final class ScriptedConnectorFactory implements ConnectorFactory {

    @ObjectClassDefinition(name = "Scripted", description = "Does what its settings say")
    public @interface Settings {

        @AttributeDefinition(description = "Address of the external system")
        String url();

        @AttributeDefinition(required = false, type = AttributeType.PASSWORD, description = "Shown to nobody")
        String token();

        @AttributeDefinition(min = "1", max = "1000", description = "Records of a page")
        int page_size() default 10;

        @AttributeDefinition(
                options = {
                    @Option("ok"),
                    @Option("throw"),
                    @Option("error"),
                    @Option("null"),
                    @Option("hang"),
                    @Option("wait"),
                    @Option("stubborn")
                },
                description = "What creating the connector does")
        String create() default "ok";

        @AttributeDefinition(
                options = {
                    @Option("ok"),
                    @Option("throw"),
                    @Option("error"),
                    @Option("null"),
                    @Option("hang"),
                    @Option("wait"),
                    @Option("stubborn"),
                    @Option("told")
                },
                description = "What pulling does")
        String pull() default "ok";

        @AttributeDefinition(
                options = {
                    @Option("ok"),
                    @Option("throw"),
                    @Option("error"),
                    @Option("null"),
                    @Option("hang"),
                    @Option("wait"),
                    @Option("stubborn"),
                    @Option("told")
                },
                description = "What a health check does")
        String health() default "ok";

        @AttributeDefinition(
                options = {
                    @Option("ok"),
                    @Option("throw"),
                    @Option("error"),
                    @Option("hang"),
                    @Option("wait"),
                    @Option("stubborn")
                },
                description = "What closing does")
        String close() default "ok";

        @AttributeDefinition(
                required = false,
                description = "The file that ends 'wait' and 'stubborn', and in which 'told' reads")
        String gate() default "";

        @AttributeDefinition(
                required = false,
                description = "The file that gets a line when an object is made or closed")
        String trace() default "";
    }

    @Override
    public Connector create(ConnectorContext context) {
        Settings settings = context.config(Settings.class);
        if (settings.url().startsWith("refuse:")) {
            throw new ConnectorException(ErrorCode.INVALID_CONFIG, "'url' cannot be refused; write another one");
        }
        return Script.run(settings.create(), settings.gate(), new ScriptedConnector(context));
    }
}
