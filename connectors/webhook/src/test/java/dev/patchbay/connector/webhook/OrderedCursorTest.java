package dev.patchbay.connector.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Cursors come back from callers, who may have written them themselves. */
class OrderedCursorTest {

    @Test
    void goesOnWithinAPageIfACursorSaysSo() {
        String words = "[\"\",\"\",\"ON\",[\"4.1.\"]]";
        String within = Base64.getUrlEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8)) + "..";
        try (FakeService service = new FakeService();
                WebhookConnector connector = ServiceSettings.connector(
                        ServiceSettings.of(service, "link", "since.parameter", "since", "since.order", "ascending"))) {
            List<String> ids = service.add(3);
            Page page = connector.pull(
                    PullRequest.builder("orders")
                            .incremental(true)
                            .cursor("ordered:link:orders:" + within)
                            .build(),
                    ServiceSettings.call());

            assertEquals(
                    ids.subList(1, 3),
                    page.records().stream()
                            .map(ConnectorRecord::id)
                            .map(Optional::orElseThrow)
                            .toList());
        }
    }
}
