package dev.patchbay.registry.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All paths to which fields are pushed, laid together; paths that contradict others do not get in. */
final class PushTree {
    /** What a list that is made may hold, so that a slip of the pen does not fill the memory. */
    static final int LAST_INDEX = 999;

    private final Node.Fields root = new Node.Fields();

    /**
     * Lays a path to the others.
     *
     * @return what it contradicts, as a clause; empty if it was taken
     */
    Optional<String> add(String field, FieldPath path) {
        List<Step> steps = path.steps();
        Node node = root;
        for (int place = 0; place < steps.size(); place++) {
            Step step = steps.get(place);
            if (!fits(node, step)) {
                return Optional.of(kinds(steps, place, node));
            }
            Node next = child(node, step);
            boolean last = place == steps.size() - 1;
            if (next instanceof Node.Leaf leaf) {
                return Optional.of(last ? same(leaf) : below(steps, place, leaf));
            }
            if (next != null && last) {
                return Optional.of(above(steps, firstLeaf(next)));
            }
            if (next == null) {
                next = last ? new Node.Leaf(field) : empty(steps.get(place + 1));
                put(node, step, next);
            }
            node = next;
        }
        return Optional.empty();
    }

    /** The fields of a record with those written to their paths that are sent elsewhere. */
    Map<String, Object> over(Map<String, Object> rest, Map<String, Object> moved) {
        Object written = root.over(rest, moved);
        @SuppressWarnings("unchecked") // the root writes maps with names
        Map<String, Object> fields = written == Step.ABSENT ? rest : (Map<String, Object>) written;
        return fields;
    }

    private static boolean fits(Node node, Step step) {
        return step instanceof Step.Name ? node instanceof Node.Fields : node instanceof Node.Elements;
    }

    private static Node empty(Step step) {
        return step instanceof Step.Name ? new Node.Fields() : new Node.Elements();
    }

    private static Node child(Node node, Step step) {
        return node instanceof Node.Fields fields
                ? fields.entries().get(((Step.Name) step).name())
                : ((Node.Elements) node).elements().get(((Step.Index) step).number());
    }

    private static void put(Node node, Step step, Node child) {
        if (node instanceof Node.Fields fields) {
            fields.entries().put(((Step.Name) step).name(), child);
        } else {
            ((Node.Elements) node).elements().put(((Step.Index) step).number(), child);
        }
    }

    private static Node.Leaf firstLeaf(Node node) {
        Node inner = node;
        while (!(inner instanceof Node.Leaf)) {
            inner = inner instanceof Node.Fields fields
                    ? fields.entries().values().iterator().next()
                    : ((Node.Elements) inner).elements().firstEntry().getValue();
        }
        return (Node.Leaf) inner;
    }

    private static String same(Node.Leaf other) {
        return "has the same path as '" + key(other) + "'; write another one";
    }

    private static String below(List<Step> steps, int place, Node.Leaf other) {
        return "leads into '" + FieldPath.spelling(steps.subList(0, place + 1)) + "', where '" + key(other)
                + "' puts a value; write another path";
    }

    private static String above(List<Step> steps, Node.Leaf other) {
        return "puts a value to '" + FieldPath.spelling(steps) + "', into which '" + key(other)
                + "' leads; write another path";
    }

    private static String kinds(List<Step> steps, int place, Node node) {
        boolean list = node instanceof Node.Elements;
        return "takes '" + FieldPath.spelling(steps.subList(0, place)) + "' for " + (list ? "fields" : "a list")
                + ", and '" + key(firstLeaf(node)) + "' takes it for " + (list ? "a list" : "fields")
                + "; write another path";
    }

    private static String key(Node.Leaf leaf) {
        return RecordMapping.PUSH + leaf.field();
    }
}
