package dev.patchbay.connector.jdbc;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.Connector;
import dev.patchbay.spi.ConnectorContext;
import dev.patchbay.spi.ConnectorFactory;
import dev.patchbay.spi.ConnectorSettings;
import dev.patchbay.spi.ConnectorType;
import dev.patchbay.spi.SettingsValidator;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.jdbc.DataSourceFactory;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes connectors to databases.
 *
 * <p>Drivers come and go as services while connectors run: none is needed to make a connector, and one that arrives
 * later serves the connectors that were waiting for it.
 */
@Component(
        service = {ConnectorFactory.class, SettingsValidator.class},
        configurationPid = "connector.jdbc",
        configurationPolicy = ConfigurationPolicy.IGNORE)
@Designate(ocd = Settings.class, factory = true)
@ConnectorType(
        name = "jdbc",
        capabilities = {"pull", "push", "invoke"},
        authMethods = {"password"},
        incremental = true,
        documentation = "connectors/jdbc/README.md")
public final class JdbcConnectorFactory implements ConnectorFactory, SettingsValidator {
    private final Drivers drivers = new Drivers();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addDriver(DataSourceFactory driver, Map<String, Object> properties) {
        drivers.add(driver, properties);
    }

    void removeDriver(DataSourceFactory driver) {
        drivers.remove(driver);
    }

    @Override
    public Connector create(ConnectorContext context) {
        return new JdbcConnector(Target.of(context), drivers);
    }

    @Override
    public List<Problem> validate(ConnectorSettings settings) {
        return SettingsRules.problems(settings.config(Settings.class));
    }
}
