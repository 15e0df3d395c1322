package dev.patchbay.connector.github;

import dev.patchbay.model.Problem;
import dev.patchbay.spi.ConnectorSettings;
import java.util.ArrayList;
import java.util.List;

/** What has to go together. */
final class SettingsRules {
    private static final List<String> OF_APPS = List.of("app.id", "app.installation", "app.key");

    private SettingsRules() {}

    static List<Problem> problems(ConnectorSettings settings) {
        List<Problem> problems = new ArrayList<>();
        boolean app = OF_APPS.stream().anyMatch(settings::isSet);
        if (app) {
            OF_APPS.stream()
                    .filter(each -> !settings.isSet(each))
                    .map(each -> Problem.ofKey(
                            each, "'" + each + "' is missing; an app needs 'app.id', 'app.installation' and 'app.key'"))
                    .forEach(problems::add);
        }
        if (app && settings.isSet("token")) {
            problems.add(
                    Problem.ofKey("token", "'token' is one way to sign in, and an app is another; remove one of them"));
        }
        return problems;
    }
}
