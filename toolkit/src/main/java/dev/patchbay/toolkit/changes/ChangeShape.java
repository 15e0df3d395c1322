package dev.patchbay.toolkit.changes;

import java.util.Map;

/** Where a record of a list of changes has what tells it from others. */
public interface ChangeShape {

    /** Its id; where there must be one and is none, a {@code ConnectorException}. */
    String idOf(Map<String, Object> item);

    /** When it has changed; the same if there is no time. */
    Stamp stampOf(Map<String, Object> item);
}
