package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.ConnectorException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells a failure on the error stream: one sentence, with the id by which the log has the call, or with {@code --json} one line
 * of JSON.
 */
final class Complaint {
    private final Console console;
    private final boolean json;

    Complaint(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void about(VerbFailure failure) {
        if (!failure.getMessage().isEmpty()) {
            boolean coded = failure.getCause() instanceof ConnectorException;
            tell(failure.getMessage(), coded ? facts((ConnectorException) failure.getCause()) : Map.of());
        }
    }

    void about(ConnectorException failure) {
        String call = json
                ? ""
                : failure.correlationId()
                        .map(each -> " (correlation id " + each + ")")
                        .orElse("");
        tell(sentence(failure) + call, facts(failure));
    }

    void about(String verb, Throwable fault) {
        tell(verb + " failed: " + sentence(fault) + "; the log tells more", Map.of());
    }

    /** What an exception says of itself, or at least which one it is. */
    static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : Cell.oneLine(message);
    }

    private static Map<String, Object> facts(ConnectorException failure) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("code", failure.code());
        failure.instance().ifPresent(each -> facts.put("instance", each));
        failure.correlationId().ifPresent(each -> facts.put("correlationId", each));
        failure.retryAfter().map(Duration::toMillis).ifPresent(each -> facts.put("retryAfterMillis", each));
        return facts;
    }

    private void tell(String sentence, Map<String, Object> facts) {
        String line = Cell.oneLine(sentence);
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("error", line);
            error.putAll(facts);
            line = Json.line(error);
        }
        console.err().print(line + "\n");
        console.err().flush();
    }
}
