package dev.patchbay.connector.salesforce;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.spi.CallContext;
import dev.patchbay.toolkit.Document;
import dev.patchbay.toolkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The fields of objects that these credentials may see, remembered for some minutes. Thread-safe. */
final class Fields {
    private static final long REMEMBERED = TimeUnit.MINUTES.toNanos(10);
    private static final int MOST = 100;

    private final Org org;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(List<String> names, long since) {}

    Fields(Org org) {
        this.org = org;
    }

    /** @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is no such object */
    List<String> of(String object, CallContext call) {
        Known found = known.get(object);
        if (found == null || System.nanoTime() - found.since() > REMEMBERED) {
            found = new Known(ask(object, call), System.nanoTime());
            if (known.size() >= MOST) {
                known.clear();
            }
            known.put(object, found);
        }
        return found.names();
    }

    /** Asks again next time: one may have been taken away. */
    void forget(String object) {
        known.remove(object);
    }

    private List<String> ask(String object, CallContext call) {
        Response response = org.request("GET", "/sobjects/{object}/describe", call)
                .path("object", object)
                .accept(404)
                .send(call);
        if (response.status() == 404) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "Salesforce has no object '" + object
                            + "' that these credentials may see; see to its name, and to the"
                            + " permission Read for it");
        }
        return response.objects("/fields").stream()
                .flatMap(each -> Document.of(each).text("/name").stream())
                .map(Soql::field)
                .toList();
    }
}
