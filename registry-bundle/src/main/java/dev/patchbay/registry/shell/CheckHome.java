package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.check.HomeInspection;
import dev.patchbay.registry.check.HomeReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verb {@code check}. */
final class CheckHome implements Verb {
    static final String SUMMARY = "Checks all JARs and configurations of a home, without starting it";

    private static final Manual MANUAL = new Manual("check", SUMMARY, Syntax.none(), """
            Names everything that would not work after a start, file by file with its line, and what deserves a look as a
            warning. Typed at the command line it needs no runtime, and disturbs none; --home DIR stands before it or
            directly after it. In the shell it tells what is wrong in the runtime. The exit code is 1 if something is.

              check --json | jq -r '.problems[] | .file + ": " + .message'
            """);

    private final HomeInspection home;

    CheckHome(HomeInspection home) {
        this.home = home;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        HomeReport report = home.inspect();
        if (arguments.json()) {
            Json.print(facts(report), console);
        } else {
            report.problems().forEach(each -> print(each.toString(), console));
            report.warnings().forEach(each -> print("warning: " + each, console));
            print(summary(report), console);
        }
        if (!report.problems().isEmpty()) {
            throw VerbFailure.told();
        }
    }

    private static void print(String line, Console console) {
        console.out().print(Cell.oneLine(line) + "\n");
    }

    private static String summary(HomeReport report) {
        String looked = report.home() + ": " + count(report.jars(), "file") + " in deploy/, "
                + count(report.instances(), "instance") + "; ";
        int problems = report.problems().size();
        int warnings = report.warnings().size();
        String found = problems == 0 ? "all is well" : count(problems, "problem");
        return looked + found + (warnings == 0 ? "" : ", " + count(warnings, "warning"));
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Map<String, Object> facts(HomeReport report) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("home", report.home());
        facts.put("jars", report.jars());
        facts.put("instances", report.instances());
        facts.put("problems", facts(report.problems()));
        facts.put("warnings", facts(report.warnings()));
        return facts;
    }

    private static List<Map<String, Object>> facts(List<Problem> problems) {
        return problems.stream().map(ShowInstance::facts).toList();
    }
}
