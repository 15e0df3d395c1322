package dev.patchbay.itests.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.patchbay.api.TypeDefinition;
import dev.patchbay.launcher.Patchbay;
import dev.patchbay.model.Capability;
import dev.patchbay.model.ConnectorRecord;
import dev.patchbay.model.Health;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Page;
import dev.patchbay.model.PullRequest;
import dev.patchbay.spi.CallContext;
import dev.patchbay.spi.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** An application with its own logging, another Jackson than the runtime's, and a connector of its own. */
public final class OwnHost {
    private static final String DOCUMENT = "[1, 2, 3]";

    private OwnHost() {}

    public static void main(String[] words) {
        LoggerFactory.getLogger(OwnHost.class).info("the host logs");
        try (Patchbay patchbay =
                Patchbay.builder().home(Path.of(words[0])).build().start()) {
            patchbay.registry()
                    .register(
                            TypeDefinition.builder("own")
                                    .capabilities(Capability.PULL)
                                    .build(),
                            context -> new Own());
            patchbay.registry().configure(InstanceId.parse("own~here"), Map.of());
            PullRequest numbers = PullRequest.of("numbers");
            System.out.println("own "
                    + patchbay.registry()
                            .get("own~here")
                            .pull(numbers)
                            .records()
                            .size());
            System.out.println("scripted "
                    + patchbay.registry().get("scripted~plain").pullAll(numbers).count());
        }
        System.out.println("jackson " + new ObjectMapper().version().getMajorVersion());
    }

    /** Reads with the host's own Jackson, in the runtime's pipeline. */
    private static final class Own implements Source {
        @Override
        public Page pull(PullRequest request, CallContext call) {
            try {
                List<ConnectorRecord> records =
                        List.of(new ObjectMapper().readValue(DOCUMENT, Integer[].class)).stream()
                                .map(number -> ConnectorRecord.builder("numbers")
                                        .id(number.toString())
                                        .field("number", number)
                                        .build())
                                .toList();
                return Page.last(records);
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public Health health(CallContext call) {
            return Health.up("it is here");
        }

        @Override
        public void close() {}
    }
}
