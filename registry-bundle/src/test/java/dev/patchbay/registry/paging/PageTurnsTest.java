package dev.patchbay.registry.paging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTurnsTest {
    private static final InstanceId ERP = InstanceId.ofType("erp");

    @ParameterizedTest
    @CsvSource({"0,1", "0,2", "1,1", "7,1", "1,2", "3,3", "100,7", "5,1000"})
    void aCircleEndsWithinAFewRounds(int before, int round) {
        PageTurns turns = new PageTurns(ERP, null);
        int[] pages = {0};

        ConnectorException circle = assertThrows(ConnectorException.class, () -> {
            while (pages[0] < 1_000_000) {
                int page = pages[0]++;
                turns.to("secret-" + (page < before ? page : before + (page - before) % round));
            }
        });

        assertEquals(ErrorCode.UNEXPECTED_RESPONSE, circle.code());
        assertTrue(pages[0] <= 3 * (before + round) + 2, pages[0] + " pages");
        assertFalse(circle.getMessage().contains("secret"), circle.getMessage());
    }

    @Test
    void saysWhichPagesGoOnFromTheSamePlace() {
        PageTurns turns = new PageTurns(ERP, null);
        turns.to("a");
        turns.to("b");
        turns.to("a");

        ConnectorException circle = assertThrows(ConnectorException.class, () -> turns.to("b"));

        assertEquals(
                "'erp': after page 4 the pull would go on from the same cursor as after page 2, and so never end; look at"
                        + " the paging of the external system, or report it to the author of connector 'erp'",
                circle.getMessage());
    }

    @Test
    void thePlaceWhereAPullBeginsIsOneOfThem() {
        PageTurns turns = new PageTurns(ERP, "a");

        ConnectorException circle = assertThrows(ConnectorException.class, () -> turns.to("a"));

        assertTrue(circle.getMessage().contains("as at its beginning"), circle.getMessage());
    }

    @Test
    void aMillionPagesThatGoOnAreNoCircle() {
        PageTurns turns = new PageTurns(ERP, null);
        for (int page = 0; page < 1_000_000; page++) {
            turns.to(Integer.toString(page));
        }
    }
}
