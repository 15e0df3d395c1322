package dev.patchbay.registry.config;

import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PID of an instance's configuration: {@code connector.TYPE~NAME}, for another tenant than the default one
 * {@code connector.TYPE~NAME@TENANT}. Others' configurations may leave out what an id may leave out.
 */
public final class ConnectorPid {

    /** What the PIDs of instances start with. */
    public static final String PREFIX = "connector.";

    private ConnectorPid() {}

    /** Whether a PID belongs to us, readable as an instance or not. */
    public static boolean isOurs(String pid) {
        return pid.startsWith(PREFIX);
    }

    /** The instance that a PID names; empty if it names none. */
    public static Optional<InstanceId> instance(String pid) {
        if (!isOurs(pid)) {
            return Optional.empty();
        }
        try {
            InstanceId id = InstanceId.parse(pid.substring(PREFIX.length()));
            // Many instances are of few types and tenants: those texts are in memory once.
            return Optional.of(
                    new InstanceId(id.type().intern(), id.name(), id.tenant().intern()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The PID under which we keep an instance. */
    public static String of(InstanceId id) {
        return factory(id) + '~' + name(id);
    }

    static String factory(InstanceId id) {
        return PREFIX + id.type();
    }

    static String name(InstanceId id) {
        return isDefault(id.tenant()) ? id.name() : id.name() + '@' + id.tenant();
    }

    /** Every PID that names the instance, ours first. */
    static List<String> spellings(InstanceId id) {
        String ours = of(id);
        return Stream.of(ours, PREFIX + id, factory(id) + '~' + id.name() + '@' + id.tenant(), withoutName(id, ours))
                .distinct()
                .toList();
    }

    /** What is wrong with one of our PIDs that names no instance. */
    static Problem unusable(String pid) {
        return Problem.of("configuration '" + pid + "' names no instance; create it with getFactoryConfiguration(\""
                + PREFIX + "TYPE\", \"NAME\", \"?\"), NAME as in europe or europe@acme");
    }

    private static String withoutName(InstanceId id, String otherwise) {
        return isDefault(id.name()) ? factory(id) + '@' + id.tenant() : otherwise;
    }

    private static boolean isDefault(String part) {
        return part.equals(InstanceId.DEFAULT);
    }
}
