package ${package};

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Holds the connector to what callers and the runtime rely on; the tests themselves are inherited. */
class ${connector}ContractIT extends ConnectorContract {
    private ${connector}Service service;

    @BeforeEach
    void startService() throws IOException {
        service = new ${connector}Service(0);
    }

    @AfterEach
    void stopService() {
        service.close();
    }

    @Override
    public String type() {
        return "${type}";
    }

    @Override
    public ConnectorFactory factory() {
        return new ${connector}ConnectorFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("url", service.url(), "token", ${connector}Service.TOKEN);
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(Map.of("url", service.url(), "token", "bad-token-4711"));
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of(${connector}Connector.ITEMS));
    }

    @Override
    public List<String> add(int count) {
        return service.add(count);
    }

    @Override
    public boolean fail(ServiceFault fault) {
        return service.failNext(fault.name());
    }
}
