package dev.patchbay.connector.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Driver;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.osgi.service.jdbc.DataSourceFactory;

/** The driver of H2 as a service of its own that counts the connections it opens. */
final class CountingDriver implements DataSourceFactory {
    private final AtomicInteger opened = new AtomicInteger();

    int opened() {
        return opened.get();
    }

    @Override
    public Driver createDriver(Properties properties) {
        Driver h2 = org.h2.Driver.load();
        return (Driver) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Driver.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("connect")) {
                        opened.incrementAndGet();
                    }
                    try {
                        return method.invoke(h2, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
    }

    @Override
    public DataSource createDataSource(Properties properties) {
        throw new UnsupportedOperationException("the connector asks for drivers");
    }

    @Override
    public ConnectionPoolDataSource createConnectionPoolDataSource(Properties properties) {
        throw new UnsupportedOperationException("the connector asks for drivers");
    }

    @Override
    public XADataSource createXADataSource(Properties properties) {
        throw new UnsupportedOperationException("the connector asks for drivers");
    }
}
