package dev.patchbay.registry.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A path to a value in the fields of a record, such as {@code fields.labels[0]['display.name']}. Immutable. */
final class FieldPath {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]+");

    private final List<Step> steps;
    /** The place of the first step that collects; their number if there is none. */
    private final int collecting;

    private FieldPath(List<Step> steps) {
        this.steps = steps;
        int place = 0;
        while (place < steps.size() && !(steps.get(place) instanceof Step.Each)) {
            place++;
        }
        this.collecting = place;
    }

    static FieldPath parse(String text) throws BrokenPathException {
        return new FieldPath(new PathParser(text.trim()).steps());
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * What stands there: {@link Step#ABSENT} if nothing does. A path that collects finds one list of all that it leads
     * to, as long as the first that it collects from is a list.
     */
    Object in(Map<String, Object> fields) {
        Object value = walk(fields, 0, collecting);
        if (value == Step.ABSENT || collecting == steps.size()) {
            return value;
        }
        if (!(value instanceof List<?>)) {
            return Step.ABSENT;
        }
        List<Object> found = new ArrayList<>();
        collect(value, collecting, found);
        return Collections.unmodifiableList(found);
    }

    /** Adds what is found from the collecting step at {@code place} on. */
    private void collect(Object value, int place, List<Object> found) {
        if (!(value instanceof List<?> list)) {
            return;
        }
        int next = place + 1;
        while (next < steps.size() && !(steps.get(next) instanceof Step.Each)) {
            next++;
        }
        for (Object element : list) {
            Object inner = walk(element, place + 1, next);
            if (next < steps.size()) {
                collect(inner, next, found);
            } else if (inner != Step.ABSENT) {
                found.add(inner);
            }
        }
    }

    private Object walk(Object start, int from, int to) {
        Object value = start;
        for (int place = from; place < to && value != Step.ABSENT; place++) {
            value = steps.get(place).in(value);
        }
        return value;
    }

    @Override
    public String toString() {
        return spelling(steps);
    }

    /** As somebody could write it. */
    static String spelling(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            if (step instanceof Step.Name name) {
                append(text, name.name());
            } else if (step instanceof Step.Index index) {
                text.append('[').append(index.number()).append(']');
            } else {
                text.append("[*]");
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name) {
        if (PLAIN.matcher(name).matches()) {
            text.append(text.isEmpty() ? "" : ".").append(name);
        } else {
            text.append("['").append(name.replace("'", "''")).append("']");
        }
    }
}
