package ${package};

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.PlayedService;
import dev.patchbay.contract.RandomText;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Holds the connector to what callers and the runtime rely on; the tests themselves are inherited. */
class ${connector}ContractIT extends ConnectorContract {
    private ${connector}Service service;
    private PlayedService line;

    @BeforeEach
    void startService() throws IOException {
        service = new ${connector}Service(0);
        line = PlayedService.inFrontOf(service.url());
    }

    @AfterEach
    void stopService() {
        line.close();
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
        return Map.of("url", line.url(), "token", ${connector}Service.TOKEN);
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(Map.of("url", line.url(), "token", "bad-token-4711"));
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
    public List<String> addLarge(int count, int characters) {
        return service.add(count, () -> RandomText.of(characters));
    }

    @Override
    public boolean remove(String id) {
        return service.remove(id);
    }

    /** On the way to the service, which need not know how to fail. */
    @Override
    public boolean fail(ServiceFault fault) {
        line.fail(fault);
        return true;
    }

    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        line.failAfter(requests, fault);
        return true;
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.of(line.received().size());
    }
}
