package dev.patchbay.toolkit.operation;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import dev.patchbay.spi.CallContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a connector can be asked for by name. An operation is run only with arguments that it knows, and with all that it
 * requires. Thread-safe.
 */
public final class OperationSet {
    private final Map<String, Entry> entries;
    private final List<Operation> operations;

    /** Does the work of one operation; called by many threads at once. */
    public interface Work {
        Map<String, Object> run(Arguments given, CallContext call);
    }

    private record Entry(Operation operation, Work work) {}

    private OperationSet(Builder builder) {
        this.entries = new LinkedHashMap<>(builder.entries);
        this.operations = entries.values().stream().map(Entry::operation).toList();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** In the order in which they were added. */
    public List<Operation> all() {
        return operations;
    }

    /**
     * Runs one.
     *
     * @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is none of that name, with INVALID_REQUEST if an
     *     argument is missing or unknown
     */
    public Map<String, Object> invoke(String name, Map<String, Object> arguments, CallContext call) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new ConnectorException(
                    ErrorCode.UNSUPPORTED_CAPABILITY,
                    "'" + name + "' is no operation of '" + call.id() + "'; use one of " + entries.keySet());
        }
        requireKnown(entry.operation(), arguments);
        return entry.work().run(new Arguments(name, arguments), call);
    }

    private static void requireKnown(Operation operation, Map<String, Object> arguments) {
        List<String> names =
                operation.parameters().stream().map(Operation.Parameter::name).toList();
        String missing = operation.parameters().stream()
                .filter(each -> each.required() && arguments.get(each.name()) == null)
                .map(each -> "'" + each.name() + "' (" + each.description() + ")")
                .collect(Collectors.joining(", "));
        String unknown = arguments.keySet().stream()
                .filter(each -> !names.contains(each))
                .sorted()
                .map(each -> "'" + each + "'")
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw new ConnectorException(
                    ErrorCode.INVALID_REQUEST,
                    "'" + operation.name() + "' "
                            + (missing.isEmpty() ? "" : "needs " + missing)
                            + (missing.isEmpty() || unknown.isEmpty() ? "" : " and ")
                            + (unknown.isEmpty() ? "" : "does not know " + unknown)
                            + "; it takes " + names);
        }
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final Map<String, Entry> entries = new LinkedHashMap<>();

        private Builder() {}

        /** @throws IllegalArgumentException if there is one of that name already */
        public Builder add(Operation operation, Work work) {
            if (entries.putIfAbsent(operation.name(), new Entry(operation, work)) != null) {
                throw new IllegalArgumentException("'" + operation.name() + "' is there twice");
            }
            return this;
        }

        public OperationSet build() {
            return new OperationSet(this);
        }
    }
}
