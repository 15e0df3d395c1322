package dev.patchbay.toolkit;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.Operation;
import java.util.List;
import java.util.Map;

/**
 * The operations of a connector, and whether what is invoked fits them.
 *
 * @param type of the connector, for sentences
 */
public record DeclaredOperations(String type, List<Operation> all) {

    public DeclaredOperations {
        all = List.copyOf(all);
    }

    /**
     * @throws ConnectorException with UNSUPPORTED_CAPABILITY if there is no such operation, with INVALID_REQUEST if one of
     *     its arguments is missing or it does not know one
     */
    public void require(String name, Map<String, Object> arguments) {
        Operation operation = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ConnectorException(
                        ErrorCode.UNSUPPORTED_CAPABILITY,
                        "'" + name + "' is no operation of the connector '" + type + "'; use one of "
                                + all.stream().map(Operation::name).toList()));
        List<String> names =
                operation.parameters().stream().map(Operation.Parameter::name).toList();
        for (String each : arguments.keySet()) {
            if (!names.contains(each)) {
                throw new ConnectorException(
                        ErrorCode.INVALID_REQUEST,
                        "'" + each + "' is no argument of '" + name + "'; it takes " + names);
            }
        }
        for (Operation.Parameter each : operation.parameters()) {
            if (each.required() && arguments.get(each.name()) == null) {
                throw new ConnectorException(
                        ErrorCode.INVALID_REQUEST,
                        "'" + name + "' needs the argument '" + each.name() + "': " + each.description());
            }
        }
    }
}
