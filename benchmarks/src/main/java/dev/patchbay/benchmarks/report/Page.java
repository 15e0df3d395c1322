package dev.patchbay.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown page with a place for each measure, between two comments that name it. */
public final class Page {
    private final Path file;

    public Page(Path file) {
        this.file = file;
    }

    /**
     * Replaces what stands in the place of a measure.
     *
     * @throws IOException if the page has no such place, which is said in a sentence
     */
    public void replace(String measure, String text) throws IOException {
        String page = Files.readString(file);
        String begin = "<!-- measured: " + measure + " -->\n";
        String end = "<!-- end: " + measure + " -->";
        int from = page.indexOf(begin);
        int to = page.indexOf(end);
        if (from < 0 || to < from) {
            throw new IOException("'" + file + "' has no place for '" + measure + "'; write '" + begin.strip()
                    + "' and '" + end + "' where its table belongs");
        }
        Files.writeString(file, page.substring(0, from + begin.length()) + text.strip() + "\n" + page.substring(to));
    }
}
