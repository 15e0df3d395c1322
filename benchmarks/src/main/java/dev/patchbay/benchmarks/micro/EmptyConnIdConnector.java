package dev.patchbay.benchmarks.micro;

import org.identityconnectors.framework.spi.AbstractConfiguration;
import org.identityconnectors.framework.spi.Configuration;
import org.identityconnectors.framework.spi.ConnectorClass;
import org.identityconnectors.framework.spi.PoolableConnector;
import org.identityconnectors.framework.spi.operations.TestOp;

/** A connector of ConnId that does nothing, and is kept in ConnId's pool between calls, which is its fastest way. */
@ConnectorClass(displayNameKey = "empty", configurationClass = EmptyConnIdConnector.Settings.class)
public final class EmptyConnIdConnector implements PoolableConnector, TestOp {
    private Configuration configuration;

    @Override
    public Configuration getConfiguration() {
        return configuration;
    }

    @Override
    public void init(Configuration settings) {
        configuration = settings;
    }

    @Override
    public void checkAlive() {}

    @Override
    public void test() {}

    @Override
    public void dispose() {}

    /** Without any. */
    public static final class Settings extends AbstractConfiguration {
        @Override
        public void validate() {}
    }
}
