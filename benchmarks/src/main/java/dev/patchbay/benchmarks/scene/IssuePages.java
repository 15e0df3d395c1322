package dev.patchbay.benchmarks.scene;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * Pages of made-up issues as GitHub writes them. The shape is that of an issue recorded by the tests of
 * {@code hub4j/github-api}; numbers, names and texts are made, and a text is as long as one there typically is: none, a few
 * words, a few paragraphs.
 */
final class IssuePages {
    private static final String SENTENCE =
            "The answer of the server bears a time that nobody looks at, so \\\"who waits\\\" depends on the clock.\\r\\n";
    private static final List<Integer> SENTENCES = List.of(0, 1, 2, 1, 4, 3, 2, 9, 6, 22);

    private IssuePages() {}

    /** As many pages, each of as many issues in the order of their numbers, as bytes of JSON. */
    static List<byte[]> make(int pages, int size) throws IOException {
        String template;
        try (InputStream text = IssuePages.class.getResourceAsStream("issue.template")) {
            template = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
        List<byte[]> all = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            StringJoiner issues = new StringJoiner(",", "[", "]");
            for (int index = 1; index <= size; index++) {
                issues.add(issue(template, page * size + index));
            }
            all.add(issues.toString().getBytes(StandardCharsets.UTF_8));
        }
        return all;
    }

    private static String issue(String template, int number) {
        int user = number * 7_919 % 400;
        String changed = String.format(
                "2026-%02d-%02dT%02d:%02d:01Z", 1 + number % 12, 1 + number % 28, number % 24, number % 60);
        return template.replace("@NUMBER@", Integer.toString(number))
                .replace("@ID@", Integer.toString(260_000_000 + number))
                .replace("@USER@", Integer.toString(200_000 + user))
                .replace("@LOGIN@", "member-" + user)
                .replace("@CHANGED@", changed)
                .replace("@TITLE@", "Look at the time that answer " + number + " bears")
                .replace("@BODY@", SENTENCE.repeat(SENTENCES.get(number % SENTENCES.size())));
    }
}
