package dev.patchbay.registry.unload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

final class DepartedTest {
    private final Departed departed = new Departed();

    @Test
    void remembersTheLatestOnly(@TempDir Path storage) throws Exception {
        try (Lodgings lodgings = new Lodgings(storage)) {
            Bundle bundle = lodgings.lodger("1.0.0");
            Revision first = Revision.of(bundle);
            departed.add(first);
            departed.held(first, true);
            assertEquals(List.of(first), departed.suspicious());
            for (int i = 0; i < Departed.MOST_REMEMBERED - 1; i++) {
                departed.add(Revision.of(bundle));
            }
            assertTrue(departed.contains(first));

            Revision last = Revision.of(bundle);
            departed.add(last);
            assertEquals(Departed.MOST_REMEMBERED, departed.all().size());
            assertFalse(departed.contains(first));
            assertTrue(departed.contains(last));
            assertEquals(List.of(), departed.suspicious());
            departed.held(first, true);
            assertEquals(List.of(), departed.suspicious(), "not remembered by another road");
        }
    }
}
