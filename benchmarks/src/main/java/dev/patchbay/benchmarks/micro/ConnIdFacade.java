package dev.patchbay.benchmarks.micro;

import org.identityconnectors.common.logging.Log;
import org.identityconnectors.framework.api.ConnectorFacade;
import org.identityconnectors.framework.api.ConnectorFacadeFactory;
import org.identityconnectors.framework.api.ConnectorKey;
import org.identityconnectors.framework.impl.api.APIConfigurationImpl;
import org.identityconnectors.framework.impl.api.local.LocalConnectorInfoImpl;
import org.identityconnectors.framework.impl.api.local.LocalConnectorInfoManagerImpl;

/** ConnId's way to a connector in the same process: what its own tests use, since a bundle of it needs a class loader. */
final class ConnIdFacade {
    private ConnIdFacade() {}

    static ConnectorFacade start() {
        System.setProperty(Log.LOGSPI_PROP, SilentLog.class.getName());
        LocalConnectorInfoImpl info = new LocalConnectorInfoImpl();
        info.setConnectorClass(EmptyConnIdConnector.class);
        info.setConnectorConfigurationClass(EmptyConnIdConnector.Settings.class);
        info.setConnectorDisplayNameKey("empty");
        info.setConnectorKey(new ConnectorKey("empty", "1.0", EmptyConnIdConnector.class.getName()));
        info.setMessages((key, otherwise, arguments) -> otherwise);
        APIConfigurationImpl configuration = LocalConnectorInfoManagerImpl.createDefaultAPIConfiguration(info);
        info.setDefaultAPIConfiguration(configuration);
        return ConnectorFacadeFactory.getInstance().newInstance(configuration);
    }
}
