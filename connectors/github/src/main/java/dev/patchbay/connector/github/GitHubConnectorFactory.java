package dev.patchbay.connector.github;

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

/** Makes connectors to GitHub. */
@Component(
        service = {ConnectorFactory.class, SettingsValidator.class},
        configurationPid = "connector.github",
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "github",
        capabilities = {"pull", "push", "invoke", "receive"},
        recordTypes = {"issues", "pulls", "commits", "comments", "releases", "repositories"},
        authMethods = {"none", "token", "app"},
        incremental = true,
        documentation = "connectors/github/README.md")
public final class GitHubConnectorFactory implements ConnectorFactory, SettingsValidator {

    @Override
    public Connector create(ConnectorContext context) {
        return new GitHubConnector(context, context.config(Settings.class));
    }

    @Override
    public List<Problem> validate(ConnectorSettings settings) {
        return SettingsRules.problems(settings);
    }
}
