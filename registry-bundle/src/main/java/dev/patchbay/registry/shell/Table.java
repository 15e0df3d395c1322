package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows in aligned columns. On a terminal they fit its width: the last column is wrapped, others are cut if that is not
 * enough. Elsewhere nothing is cut.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_LAST = 14;
    private static final int LEAST = 12;
    private static final int MOST_LINES = 3;

    private final List<List<Cell>> rows = new ArrayList<>();

    Table(String... headers) {
        if (headers.length > 0) {
            row(headers);
        }
    }

    Table row(String... cells) {
        rows.add(Stream.of(cells).map(Cell::of).toList());
        return this;
    }

    void print(Console console) {
        console.out().print(render(console.terminal() ? fitting(console.width()) : natural()));
    }

    /** As it is printed where no width limits it. */
    String text() {
        return render(natural());
    }

    private int[] natural() {
        int[] widths = new int[rows.stream().mapToInt(List::size).max().orElse(0)];
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
        return widths;
    }

    /**
     * Takes what is too much from the last column, then from whichever other is the widest. The first is cut only if
     * nothing else helps: it holds the id or key that one copies.
     */
    private int[] fitting(int total) {
        int[] widths = natural();
        int last = widths.length - 1;
        int excess = IntStream.of(widths).sum() + GAP.length() * last - total;
        excess = narrow(widths, last, LEAST_LAST, excess);
        excess = narrowWidest(widths, 1, last, excess);
        excess = narrow(widths, last, LEAST, excess);
        narrowWidest(widths, 0, last, excess);
        return widths;
    }

    private static int narrowWidest(int[] widths, int from, int end, int excess) {
        int rest = excess;
        while (rest > 0 && from < end) {
            int widest = widest(widths, from, end);
            int left = narrow(widths, widest, Math.max(LEAST, widths[widest] - 1), rest);
            if (left == rest) {
                break;
            }
            rest = left;
        }
        return rest;
    }

    /** Gives what is still too much after it. */
    private static int narrow(int[] widths, int column, int least, int excess) {
        if (column < 0 || excess <= 0 || widths[column] <= least) {
            return excess;
        }
        int spare = Math.min(excess, widths[column] - least);
        widths[column] -= spare;
        return excess - spare;
    }

    private static int widest(int[] widths, int from, int end) {
        return IntStream.range(from, end)
                .boxed()
                .max(Comparator.comparingInt(each -> widths[each]))
                .orElseThrow();
    }

    private String render(int[] widths) {
        StringBuilder text = new StringBuilder();
        for (List<Cell> row : rows) {
            render(row, widths, text);
        }
        return text.toString();
    }

    private static void render(List<Cell> row, int[] widths, StringBuilder text) {
        int last = row.size() - 1;
        StringBuilder line = new StringBuilder();
        int indent = 0;
        for (int i = 0; i < last; i++) {
            line.append(row.get(i).padded(widths[i])).append(GAP);
            indent += widths[i] + GAP.length();
        }
        for (String part : row.get(last).wrapped(Math.max(1, widths[last]), MOST_LINES)) {
            text.append((line + part).stripTrailing()).append('\n');
            line = new StringBuilder(" ".repeat(indent));
        }
    }
}
