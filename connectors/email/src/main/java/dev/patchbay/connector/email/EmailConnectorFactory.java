package dev.patchbay.connector.email;

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

/** Makes connectors to mail accounts. */
@Component(
        service = {ConnectorFactory.class, SettingsValidator.class},
        configurationPid = "connector.email",
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "email",
        capabilities = {"pull", "push", "invoke"},
        recordTypes = {EmailConnector.MESSAGES, EmailConnector.FOLDERS},
        authMethods = {"password", "xoauth2"},
        incremental = true,
        documentation = "connectors/email/README.md")
public final class EmailConnectorFactory implements ConnectorFactory, SettingsValidator {

    @Override
    public Connector create(ConnectorContext context) {
        return new EmailConnector(Account.of(context));
    }

    @Override
    public List<Problem> validate(ConnectorSettings settings) {
        return SettingsRules.problems(settings.config(Settings.class));
    }
}
