package dev.patchbay.registry.shell;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.api.InstanceStatus;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.InstanceState;
import dev.patchbay.model.Operation;
import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What can stand at a place of a command line, by the name of the operand or of the option's value. */
final class Candidates implements Places {
    private final Instances instances;
    private final Supplier<List<String>> verbs;

    Candidates(Instances instances, Supplier<List<String>> verbs) {
        this.instances = instances;
        this.verbs = verbs;
    }

    @Override
    public Stream<String> of(String place, Map<String, String> before) {
        return switch (place) {
            case "VERB" -> verbs.get().stream();
            case "TYPE" -> instances.registry().types().stream();
            case "TENANT" -> instances.all().stream().map(each -> each.id().tenant());
            case OrderBreaker.ORDERS -> Stream.of("reset", "open", "close");
            case "list|remove" -> Stream.of("list", "remove");
            case "ACTION" -> Stream.of("set", "list", "remove");
            case "STATE" -> Stream.of(InstanceState.values()).map(InstanceState::name);
            case "ID" -> ids();
            case "X" ->
                Stream.of(ids(), instances.registry().types().stream(), sources())
                        .flatMap(each -> each);
            case "RECORDTYPE" ->
                status(before).flatMap(this::metadata).stream().flatMap(each -> each.recordTypes().stream());
            case "OPERATION" -> operations(before).map(Operation::name);
            case "key=value" ->
                operations(before)
                        .filter(each -> each.name().equals(before.get("OPERATION")))
                        .flatMap(each -> each.parameters().stream())
                        .map(each -> each.name() + "=");
            default -> Stream.empty();
        };
    }

    private Stream<String> ids() {
        return instances.all().stream().map(each -> each.id().toString());
    }

    private Stream<String> sources() {
        return Stream.concat(
                instances.all().stream().map(InstanceStatus::source),
                instances.registry().problems().stream().map(Problem::file).flatMap(Optional::stream));
    }

    private Optional<InstanceStatus> status(Map<String, String> before) {
        try {
            return Optional.ofNullable(before.get("ID")).map(InstanceId::parse).flatMap(instances::find);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<ConnectorMetadata> metadata(InstanceStatus status) {
        return instances.metadata(status.id().type());
    }

    private Stream<Operation> operations(Map<String, String> before) {
        return status(before).stream().flatMap(each -> instances.operations(each).stream());
    }
}
