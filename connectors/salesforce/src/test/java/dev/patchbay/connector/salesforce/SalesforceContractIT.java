package dev.patchbay.connector.salesforce;

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.Invocation;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

class SalesforceContractIT extends ConnectorContract {
    private final FakeSalesforce salesforce = new FakeSalesforce();

    @Override
    public String type() {
        return "salesforce";
    }

    @Override
    public ConnectorFactory factory() {
        return new SalesforceConnectorFactory();
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                "url", salesforce.url(), "client.id", FakeSalesforce.CLIENT, "client.secret", FakeSalesforce.SECRET);
    }

    @Override
    public Set<String> secretKeys() {
        return Set.of("client.secret", "private.key", "refresh.token", "proxy.password", "tls.password");
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        return Optional.of(Map.of(
                "url", salesforce.url(), "client.id", FakeSalesforce.CLIENT, "client.secret", "wrong0815secret"));
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("Account"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return fullPull();
    }

    @Override
    public List<String> add(int count) {
        return salesforce.addAccounts(count);
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        return salesforce.addLargeAccounts(count, characters);
    }

    @Override
    public boolean remove(String id) {
        salesforce.delete(id);
        return true;
    }

    @Override
    public boolean change(String id) {
        salesforce.touch(id);
        return true;
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        return Collections.nCopies(count, ConnectorRecord.of("Account", Map.of("Name", "Acme")));
    }

    @Override
    public boolean fail(ServiceFault fault) {
        salesforce.fail(fault);
        return true;
    }

    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        salesforce.failAfter(requests, fault);
        return true;
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.of(salesforce.seen().size());
    }

    @Override
    public Optional<Invocation> writing() {
        return Optional.of(new Invocation("create", Map.of("object", "Account", "fields", Map.of("Name", "Acme"))));
    }

    @Override
    public int written() {
        return salesforce.written();
    }

    @AfterEach
    void stop() {
        salesforce.close();
    }
}
