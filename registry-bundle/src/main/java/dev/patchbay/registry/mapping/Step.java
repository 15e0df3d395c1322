package dev.patchbay.registry.mapping;

import java.util.List;
import java.util.Map;

/** One step of a path, from a value to one inside of it. */
sealed interface Step {

    /** What a step finds where nothing is. */
    Object ABSENT = new Object();

    /** What is there; {@link #ABSENT} if nothing is, null if that is what is there. */
    Object in(Object outer);

    /** A field of a map. */
    record Name(String name) implements Step {
        @Override
        public Object in(Object outer) {
            if (!(outer instanceof Map<?, ?> map)) {
                return ABSENT;
            }
            try {
                Object inner = map.get(name);
                return inner != null || map.containsKey(name) ? inner : ABSENT;
            } catch (ClassCastException otherKeys) {
                // A sorted map whose keys are no texts has no field.
                return ABSENT;
            }
        }
    }

    /** An element of a list, from 0; a negative number counts from the end, -1 is the last. */
    record Index(int number) implements Step {
        @Override
        public Object in(Object outer) {
            if (!(outer instanceof List<?> list)) {
                return ABSENT;
            }
            int place = number < 0 ? list.size() + number : number;
            return place >= 0 && place < list.size() ? list.get(place) : ABSENT;
        }
    }

    /** Every element of a list; the path goes on from each. */
    record Each() implements Step {
        @Override
        public Object in(Object outer) {
            return outer instanceof List<?> list ? list : ABSENT;
        }
    }
}
