package dev.patchbay.itests.consumer;

import dev.patchbay.api.ConnectorHandle;
import java.util.Map;
import java.util.concurrent.Callable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A component of a host application that gets its handle by injection; asked, it makes a call. */
@Component(service = Callable.class, property = "consumer=europe")
public final class EuropeConsumer implements Callable<Map<String, Object>> {
    private final ConnectorHandle europe;

    @Activate
    public EuropeConsumer(@Reference(target = "(connector.instance=scripted~europe)") ConnectorHandle europe) {
        this.europe = europe;
    }

    @Override
    public Map<String, Object> call() {
        return europe.invoke("version", Map.of());
    }
}
