package dev.patchbay.benchmarks.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IssueServerTest {

    @Test
    void givesEveryIssueOnceToWhoeverFollowsItsLinks() throws Exception {
        List<Object> numbers = new ArrayList<>();
        IssueTally tally = new IssueTally();
        try (IssueServer server = IssueServer.start()) {
            new HandWrittenPull().pull(server.firstPage(), issue -> {
                numbers.add(issue.get("number"));
                tally.add(issue);
            });
        }

        tally.requireAll();
        assertEquals(1, numbers.get(0));
        assertEquals(5_000, numbers.get(4_999));
    }

    @Test
    void anIssueIsAsLongAsGitHubsAre() throws Exception {
        List<byte[]> pages = IssuePages.make(2, 100);

        int average = pages.get(1).length / 100;
        assertEquals(2, pages.size());
        assertTrue(average > 2_000 && average < 3_000, average + " bytes");
    }

    @Test
    void aTallyFindsOutThatAnIssueCameTwice() {
        IssueTally tally = new IssueTally();
        for (int number = 1; number <= 5_000; number++) {
            tally.add(Map.of("number", number == 2 ? 1 : number, "title", "", "body", ""));
        }

        assertThrows(IllegalStateException.class, tally::requireAll);
    }
}
