package dev.patchbay.connector.email;

import dev.patchbay.toolkit.Deadline;
import dev.patchbay.toolkit.tls.Tls;
import java.util.Properties;

/** How Angus is to make its connections. */
final class LineProperties {
    private LineProperties() {}

    static Properties of(Server server, Tls tls, Deadline deadline) {
        String prefix = "mail." + server.protocol() + ".";
        String millis = Integer.toString(millis(deadline));
        Properties properties = new Properties();
        // A thread that waits on a channel wakes up when it is interrupted, and the channel is closed.
        properties.setProperty(prefix + "usesocketchannels", "true");
        properties.setProperty(prefix + "connectiontimeout", millis);
        properties.setProperty(prefix + "timeout", millis);
        properties.setProperty(prefix + "socketFactory.fallback", "false");
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (server.tls() || server.starttls()) {
            properties.put(prefix + "ssl.socketFactory", tls.sockets());
        }
        properties.setProperty(prefix + "starttls.enable", Boolean.toString(server.starttls()));
        properties.setProperty(prefix + "starttls.required", Boolean.toString(server.starttls()));
        return properties;
    }

    static int millis(Deadline deadline) {
        return (int) Math.min(Integer.MAX_VALUE, deadline.millis());
    }
}
