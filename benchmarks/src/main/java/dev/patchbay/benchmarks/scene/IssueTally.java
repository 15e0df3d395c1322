package dev.patchbay.benchmarks.scene;

import java.util.Map;

/** Looks into each issue as it comes, as a caller does, and finds out whether it was all of them; not thread-safe. */
public final class IssueTally {
    private long count;
    private long numbers;
    private long characters;

    public void add(Map<String, Object> issue) {
        count++;
        numbers += ((Number) issue.get("number")).longValue();
        characters += ((String) issue.get("title")).length() + ((String) issue.get("body")).length();
    }

    /** How many characters their texts had, so that nobody can say they were not looked at. */
    public long characters() {
        return characters;
    }

    /** @throws IllegalStateException if one was missing, or came twice */
    public void requireAll() {
        long all = (long) IssueServer.PAGES * IssueServer.PAGE_SIZE;
        if (count != all || numbers != all * (all + 1) / 2) {
            throw new IllegalStateException(count + " issues came, " + all + " different ones are there");
        }
    }
}
