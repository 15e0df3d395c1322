package dev.patchbay.launcher.command;

import java.util.List;

/** What the command says of itself. */
public final class Help {
    private static final String USAGE = """
            patchbay - a runtime for connectors

              patchbay run [--home DIR] [--no-shell]  start the runtime; with a terminal, a shell in it
              patchbay shell                          a shell in the runtime that is running
              patchbay VERB ARGS...                   run one verb in it
              patchbay exec 'GOGO'                    run a line of Gogo, the OSGi shell, in it
              patchbay stop                           stop it, in order
              patchbay dev PROJECT                    redeploy each build of a connector project into it
              patchbay inspect FILE.jar               say of a JAR what it is and whether it can run here
              patchbay check [--home DIR]             check all files of a home, without starting it
              patchbay secret set|list|remove NAME    keep secrets in the home's keystore, with or without a runtime
              patchbay version

            --home DIR, before or directly after the verb, says which home is meant; else PATCHBAY_HOME; else ./home.
            """;

    private Help() {}

    /** @param verbs of the runtime that is running; none if there is none */
    public static String usage(List<String> verbs) {
        String more = verbs.isEmpty() ? "Start the runtime to see its verbs." : verbs(verbs);
        return USAGE + "\n" + more;
    }

    static String verbs(List<String> verbs) {
        return "Verbs: " + String.join(", ", verbs) + "; VERB --help tells more.";
    }
}
