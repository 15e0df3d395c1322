package dev.patchbay.connector.jdbc;

import dev.patchbay.contract.FaultyNetwork;
import dev.patchbay.contract.ServiceFault;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Over a network that can fail. */
class JdbcPostgresqlContractIT extends JdbcContract {
    private FaultyNetwork network;

    JdbcPostgresqlContractIT() {
        super(Lab.Kind.POSTGRESQL);
    }

    @BeforeEach
    void connect() throws IOException {
        network = new FaultyNetwork(PostgresServer.port());
        network.up();
    }

    @AfterEach
    void disconnect() throws IOException {
        network.close();
    }

    @Override
    public Map<String, Object> settings() {
        return overNetwork(super.settings());
    }

    private Map<String, Object> overNetwork(Map<String, Object> settings) {
        Map<String, Object> changed = new HashMap<>(settings);
        changed.put("url", lab().url(network.port()));
        return changed;
    }

    @Override
    public boolean fail(ServiceFault fault) {
        switch (fault) {
            case CONNECTION_LOST -> network.cutAfter("ORDER BY");
            case TOKEN_EXPIRED -> lab().endSessions();
            case ANSWER_LOST -> network.cutAfter("COMMIT");
            case HANG -> network.silenceNext();
            default -> {
                return false;
            }
        }
        return true;
    }
}
