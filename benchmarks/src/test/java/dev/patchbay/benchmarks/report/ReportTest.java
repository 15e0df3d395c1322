package dev.patchbay.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void findsTheMiddleOfFiguresInAnyOrder() {
        Samples samples = new Samples();
        DoubleStream.of(5, 1, 4, 2).forEach(samples::add);

        assertEquals(3, samples.median());
        assertEquals(1, samples.quantile(0));
        assertEquals(5, samples.quantile(1));
        assertEquals(1.75, samples.quantile(0.25));
    }

    @Test
    void hasNoMiddleOfNothing() {
        assertThrows(IllegalStateException.class, () -> new Samples().median());
    }

    @Test
    void writesFiguresWithThreeDigits() {
        assertEquals("0.50", Table.figure(0.5));
        assertEquals("12.3", Table.figure(12.34));
        assertEquals("12,345", Table.figure(12_345.4));
        assertEquals("1.50", Table.ratio(3, 2));
    }

    @Test
    void alignsFiguresToTheRight() {
        assertEquals(
                "| ms | first |\n| --- | ---: |\n| floor | 1 |\n",
                new Table("ms", "first").row("floor", "1").toString());
        assertThrows(IllegalArgumentException.class, () -> new Table("ms", "first").row("floor"));
    }

    @Test
    void replacesTheTableOfOneMeasureOnly() throws IOException {
        Path page = folder.resolve("performance.md");
        Files.writeString(
                page,
                "# Page\n<!-- measured: start -->\nold\n<!-- end: start -->\n"
                        + "between\n<!-- measured: drop -->\nkept\n<!-- end: drop -->\n");

        new Page(page).replace("start", "\nnew\n");

        assertEquals(
                "# Page\n<!-- measured: start -->\nnew\n<!-- end: start -->\n"
                        + "between\n<!-- measured: drop -->\nkept\n<!-- end: drop -->\n",
                Files.readString(page));
    }

    @Test
    void refusesAPageWithoutAPlaceForTheMeasure() throws IOException {
        Path page = Files.writeString(folder.resolve("performance.md"), "# Page\n");

        IOException refusal = assertThrows(IOException.class, () -> new Page(page).replace("start", "new"));

        assertTrue(refusal.getMessage().contains("has no place for 'start'"), refusal.getMessage());
        assertEquals("# Page\n", Files.readString(page));
    }
}
