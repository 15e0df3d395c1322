package dev.patchbay.connector.jdbc;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.osgi.service.jdbc.DataSourceFactory;

/** The database drivers that are installed now. Thread-safe. */
final class Drivers {
    private final List<Installed> installed = new CopyOnWriteArrayList<>();
    private final List<Consumer<DataSourceFactory>> listeners = new CopyOnWriteArrayList<>();

    /**
     * A driver that understands a URL.
     *
     * @param origin the service that it came from
     */
    record Match(Driver driver, DataSourceFactory origin) {}

    void add(DataSourceFactory factory, Map<String, ?> properties) {
        installed.add(new Installed(
                factory,
                String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_CLASS)),
                String.valueOf(properties.get(DataSourceFactory.OSGI_JDBC_DRIVER_NAME))));
    }

    void remove(DataSourceFactory factory) {
        installed.removeIf(each -> each.factory == factory);
        listeners.forEach(each -> each.accept(factory));
    }

    boolean isInstalled(DataSourceFactory factory) {
        return installed.stream().anyMatch(each -> each.factory == factory);
    }

    /** @param listener hears of each driver that has left, on the thread that takes it away: it must return at once */
    void listen(Consumer<DataSourceFactory> listener) {
        listeners.add(listener);
    }

    void forget(Consumer<DataSourceFactory> listener) {
        listeners.remove(listener);
    }

    /**
     * The driver that understands a URL.
     *
     * @param wanted the class or name of the only driver to be used; empty for any
     * @throws ConnectorException with INVALID_CONFIG if none is installed
     */
    Match find(String url, String wanted) {
        for (Installed each : installed) {
            if (wanted.isEmpty() || each.isNamed(wanted)) {
                Driver driver = each.driverFor(url);
                if (driver != null) {
                    return new Match(driver, each.factory);
                }
            }
        }
        throw new ConnectorException(ErrorCode.INVALID_CONFIG, missing(url, wanted));
    }

    private String missing(String url, String wanted) {
        String protocol = Target.protocol(url);
        return wanted.isEmpty()
                ? "no database driver for '" + protocol + "' is installed; drop its JAR into deploy/"
                : "no database driver '" + wanted + "' for '" + protocol
                        + "' is installed; drop its JAR into deploy/ or correct 'driver'";
    }

    private record Installed(DataSourceFactory factory, String className, String name) {

        boolean isNamed(String wanted) {
            return wanted.equals(className) || wanted.equalsIgnoreCase(name);
        }

        /** The driver if it understands the URL, else null. A driver that fails here is one that does not. */
        Driver driverFor(String url) {
            try {
                Driver driver = factory.createDriver(null);
                return driver != null && driver.acceptsURL(url) ? driver : null;
            } catch (SQLException | RuntimeException e) {
                return null;
            }
        }
    }
}
