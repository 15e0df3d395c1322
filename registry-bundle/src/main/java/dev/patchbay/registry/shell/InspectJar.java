package dev.patchbay.registry.shell;

import dev.patchbay.api.Console;
import dev.patchbay.registry.check.JarInspection;
import dev.patchbay.registry.check.JarReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The verb {@code inspect}. */
final class InspectJar implements Verb {
    static final String SUMMARY = "Says of a JAR what it is and whether it can run here, without running it";

    private static final Manual MANUAL =
            new Manual("inspect", SUMMARY, Syntax.none().required("FILE"), """
            FILE is a connector, or a library such as a database driver, anywhere. Nothing of it is started. Typed at the
            command line it needs no runtime, and looks at what lies in the home's deploy/, if there is one; in the shell
            it looks at what is running. Who signed it is told also where nobody asks. The exit code is 1 if it cannot run
            here; a remark is no reason.

              inspect build/libs/my-connector-1.0.0.jar
            """);

    private final JarInspection inspection;

    InspectJar(JarInspection inspection) {
        this.inspection = inspection;
    }

    @Override
    public Manual manual() {
        return MANUAL;
    }

    @Override
    public void run(Arguments arguments, Console console) {
        JarReport report = report(arguments.operand("FILE"), console.directory());
        if (arguments.json()) {
            Json.print(InspectedFacts.of(report), console);
        } else {
            new InspectedText(report).print(console);
        }
        if (!report.canRun()) {
            throw VerbFailure.told();
        }
    }

    private JarReport report(String file, Path directory) {
        try {
            Path path = directory.resolve(file);
            if (Files.notExists(path)) {
                throw VerbFailure.failed("there is no file '" + file + "' in " + directory);
            }
            if (!Files.isRegularFile(path)) {
                throw VerbFailure.failed("'" + file + "' is no file; name a JAR");
            }
            return inspection.inspect(path, file);
        } catch (InvalidPathException e) {
            throw VerbFailure.failed("there is no file '" + file + "' in " + directory, e);
        } catch (IOException e) {
            throw VerbFailure.failed("'" + file + "' cannot be read: " + Complaint.sentence(e), e);
        }
    }
}
