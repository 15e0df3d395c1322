package dev.patchbay.launcher.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a person for a secret at a terminal that does not show what is typed: twice, as nobody sees a slip. */
final class HiddenValue {

    /** A terminal that reads a line without showing it; nothing if the person gives up. */
    @FunctionalInterface
    interface Terminal {
        Optional<String> ask(String prompt) throws IOException;
    }

    private HiddenValue() {}

    /** Whether these words are a verb that reads a secret, and not too many. */
    static boolean isWantedBy(List<String> words) {
        if (words.size() < 3 || !words.get(0).equals("secret") || !words.get(1).equals("set")) {
            return false;
        }
        List<String> operands = new ArrayList<>(words.subList(2, words.size()));
        int tenant = operands.indexOf("--tenant");
        if (tenant >= 0) {
            operands.subList(tenant, Math.min(tenant + 2, operands.size())).clear();
        }
        boolean help = operands.contains("--help") || operands.contains("-h");
        operands.removeIf(each -> each.startsWith("-"));
        return !help && operands.size() == 1;
    }

    /**
     * The value as a verb reads it from its standard input.
     *
     * @throws UsageException if it was not typed twice alike
     */
    static byte[] ask(Terminal terminal) throws IOException {
        Optional<String> value = terminal.ask("Value (is not shown): ");
        Optional<String> again = value.isPresent() ? terminal.ask("The same again: ") : value;
        if (again.isEmpty()) {
            throw new UsageException("nothing was kept");
        }
        if (!value.equals(again)) {
            throw new UsageException("The two differ; nothing was kept");
        }
        return value.get().getBytes(StandardCharsets.UTF_8);
    }
}
