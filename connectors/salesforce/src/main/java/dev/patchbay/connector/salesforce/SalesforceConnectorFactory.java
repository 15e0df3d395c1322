package dev.patchbay.connector.salesforce;

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

/** Makes connectors to Salesforce. */
@Component(
        service = {ConnectorFactory.class, SettingsValidator.class},
        configurationPid = "connector.salesforce",
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "salesforce",
        capabilities = {"pull", "push", "invoke"},
        recordTypes = {"query", "Account", "Contact", "Lead", "Opportunity", "Case", "Task", "User"},
        authMethods = {"client-credentials", "jwt-bearer", "refresh-token"},
        incremental = true,
        documentation = "connectors/salesforce/README.md")
public final class SalesforceConnectorFactory implements ConnectorFactory, SettingsValidator {

    @Override
    public Connector create(ConnectorContext context) {
        return new SalesforceConnector(context, context.config(Settings.class));
    }

    @Override
    public List<Problem> validate(ConnectorSettings settings) {
        return SettingsRules.problems(settings.config(Settings.class));
    }
}
