package dev.patchbay.registry.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is to be written at a place of a record that is pushed: a field, or something with places of its own. */
sealed interface Node {

    /**
     * What stands there afterwards; nothing that is there already is changed itself. What is there is kept as far as it
     * fits; what is in the way of a field gives way to it.
     *
     * @param present what the record has there, or {@link Step#ABSENT}
     * @param fields those that are sent elsewhere, by their names
     * @return {@link Step#ABSENT} if there is nothing to write
     */
    Object over(Object present, Map<String, Object> fields);

    /** The field of this name. */
    record Leaf(String field) implements Node {
        @Override
        public Object over(Object present, Map<String, Object> fields) {
            return fields.getOrDefault(field, Step.ABSENT);
        }
    }

    /** A map with these entries among others. */
    record Fields(Map<String, Node> entries) implements Node {
        Fields() {
            this(new LinkedHashMap<>());
        }

        @Override
        public Object over(Object present, Map<String, Object> fields) {
            Map<Object, Object> written = null;
            for (Map.Entry<String, Node> entry : entries.entrySet()) {
                Object inner = entry.getValue().over(new Step.Name(entry.getKey()).in(present), fields);
                if (inner != Step.ABSENT) {
                    if (written == null) {
                        written = copy(present);
                    }
                    written.put(entry.getKey(), inner);
                }
            }
            return written == null ? Step.ABSENT : Collections.unmodifiableMap(written);
        }

        private static Map<Object, Object> copy(Object present) {
            return present instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : new LinkedHashMap<>();
        }
    }

    /** A list with these elements among others; up to the last of them what is missing is null. */
    record Elements(TreeMap<Integer, Node> elements) implements Node {
        Elements() {
            this(new TreeMap<>());
        }

        @Override
        public Object over(Object present, Map<String, Object> fields) {
            List<Object> written = null;
            for (Map.Entry<Integer, Node> element : elements.entrySet()) {
                int place = element.getKey();
                Object inner = element.getValue().over(new Step.Index(place).in(present), fields);
                if (inner != Step.ABSENT) {
                    if (written == null) {
                        written = present instanceof List<?> list ? new ArrayList<>(list) : new ArrayList<>();
                    }
                    while (written.size() <= place) {
                        written.add(null);
                    }
                    written.set(place, inner);
                }
            }
            return written == null ? Step.ABSENT : Collections.unmodifiableList(written);
        }
    }
}
