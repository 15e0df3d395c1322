package dev.patchbay.connector.webhook;

import dev.patchbay.contract.ConnectorContract;
import dev.patchbay.contract.ServiceFault;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.ConnectorFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** What every connector is held to, for one way to turn pages and one order of what has changed. */
abstract class WebhookContract extends ConnectorContract {
    private final FakeService service = new FakeService();
    private final String way;
    private final String order;

    WebhookContract(String way, String order) {
        this.way = way;
        this.order = order;
    }

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public ConnectorFactory factory() {
        return new WebhookConnectorFactory();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = ServiceSettings.of(
                service, way, "since.parameter", "since", "since.order", order, "push.path", "/hooks/{type}");
        if (order.equals("any")) {
            // One that changes do not touch, as the page of the connector asks for.
            settings.put("records", new String[] {"orders:/" + way + "/orders?order=id"});
        }
        return settings;
    }

    @Override
    public Optional<Map<String, Object>> settingsWithWrongCredentials() {
        Map<String, Object> wrong = settings();
        wrong.put("token", "wrong0815token");
        return Optional.of(wrong);
    }

    @Override
    public Set<String> secretKeys() {
        return ServiceSettings.SECRETS;
    }

    @Override
    public Optional<PullRequest> fullPull() {
        return Optional.of(PullRequest.of("orders"));
    }

    @Override
    public Optional<PullRequest> incrementalPull() {
        return fullPull();
    }

    @Override
    public List<String> add(int count) {
        return service.add(count);
    }

    @Override
    public List<String> addLarge(int count, int characters) {
        return service.addLarge(count, characters);
    }

    @Override
    public boolean change(String id) {
        service.touch(id);
        return true;
    }

    @Override
    public List<ConnectorRecord> pushable(int count) {
        // Each with other content: two that are the same have the same key, wherever they are posted.
        return IntStream.range(0, count)
                .mapToObj(each -> ConnectorRecord.of("invoices", Map.of("total", each)))
                .toList();
    }

    @Override
    public boolean fail(ServiceFault fault) {
        service.fail(fault);
        return true;
    }

    @Override
    public boolean failAfter(int requests, ServiceFault fault) {
        service.failAfter(requests, fault);
        return true;
    }

    @Override
    public OptionalInt received() {
        return OptionalInt.of(service.seen().size());
    }

    @Override
    public int written() {
        return service.written();
    }

    @AfterEach
    void stop() {
        service.close();
    }
}
