package dev.patchbay.connector.webhook;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorSettings;
import dev.patchbay.spi.ConnectorType;
import dev.patchbay.spi.SettingsValidator;
import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Makes connectors to services that speak JSON over HTTP. */
@Component(
        service = {ConnectorFactory.class, SettingsValidator.class},
        configurationPid = "connector.webhook",
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "webhook",
        capabilities = {"pull", "push", "receive"},
        authMethods = {"none", "bearer", "api-key", "basic", "hmac"},
        incremental = true,
        documentation = "connectors/webhook/README.md")
public final class WebhookConnectorFactory implements ConnectorFactory, SettingsValidator {

    @Override
    public Connector create(ConnectorContext context) {
        return new WebhookConnector(context, context.config(Settings.class));
    }

    @Override
    public List<Problem> validate(ConnectorSettings settings) {
        return new SettingsRules(settings).problems();
    }
}
