package dev.patchbay.registry.check;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.registry.compatibility.TypeExplainer;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.files.ClearValues;
import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.StandingRules;
import dev.patchbay.registry.lifecycle.TypeVersion;
import dev.patchbay.registry.secret.SecretSource;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.VersionRange;

/**
 * Goes through a home in a dry framework as a start would, in the same order and by the same rules: what lies in deploy/,
 * which types would serve, and what becomes of each configuration.
 */
final class HomeCheck implements HomeInspection {
    private final BundleContext context;
    private final Path home;
    private final SecretSource secrets;
    private final ClearValues files;
    private final Trust trust;

    HomeCheck(BundleContext context, Path home, SecretSource secrets, ClearValues files, Trust trust) {
        this.context = context;
        this.home = home;
        this.secrets = secrets;
        this.files = files;
        this.trust = trust;
    }

    @Override
    public HomeReport inspect() {
        Findings findings = new Findings();
        if (!new HomeFolderCheck(home).run(findings)) {
            return new HomeReport(home.toString(), 0, 0, findings.problems(), findings.warnings());
        }
        CommonSettings common = CommonSettings.of(System.getenv());
        findings.problems(common.problems());
        SettingsCheck check = new SettingsCheck(common, secrets, files);
        ConfigFolder.Content config = read(findings);
        ConnectorTypes types = new ConnectorTypes();
        TypeExplainer explainer = new TypeExplainer(
                context, types, bundle -> trust.refusal(bundle).stream().toList());

        var jars = HomeFolderCheck.list(home.resolve("deploy"), findings).stream()
                .filter(file -> !HomeFolderCheck.isUnfinished(file) && !isConfiguration(file))
                .toList();
        Lineup lineup = new Lineup(new DeployCheck(context, explainer, trust).run(jars, findings), pins(config, check));
        lineup.report(findings);
        add(lineup, types, new MetatypeSchema(common));

        ForeignSecrets foreign = new ForeignSecrets(context, files);
        try (Background background = new Background()) {
            StandingRules rules = new StandingRules(
                    types,
                    check,
                    new OperatorFile(home, context.getDataFile("check").toPath()).read(findings),
                    new DryAbsences(explainer, types, lineup::obstacles),
                    background);
            new InstanceCheck(rules, foreign::keys).run(config.definitions(), findings);
        }
        return new HomeReport(
                home.toString(), jars.size(), config.definitions().size(), findings.problems(), findings.warnings());
    }

    private ConfigFolder.Content read(Findings findings) {
        ConfigFolder folder = new ConfigFolder(home.resolve("config"), files);
        try {
            ConfigFolder.Content content = folder.read();
            findings.problems(content.problems());
            findings.problems(folder.strays(home.resolve("deploy")));
            return content;
        } catch (IOException unlisted) {
            // Said already, of the folder.
            return ConfigFolder.Content.EMPTY;
        }
    }

    private static Function<String, Set<VersionRange>> pins(ConfigFolder.Content config, SettingsCheck check) {
        Map<String, Set<VersionRange>> ranges = config.definitions().stream()
                .collect(Collectors.groupingBy(
                        each -> each.id().type(),
                        Collectors.flatMapping(
                                (Definition each) -> check.pinnedVersion(each).stream(), Collectors.toSet())));
        return type -> ranges.getOrDefault(type, Set.of());
    }

    private static void add(Lineup lineup, ConnectorTypes types, MetatypeSchema schemas) {
        for (String type : lineup.types()) {
            lineup.running(type)
                    .forEach(each -> types.add(new TypeVersion(
                            ConnectorMetadata.builder(type, each.version())
                                    .source(each.facts().name())
                                    .build(),
                            () -> {
                                throw new ConnectorException(
                                        ErrorCode.CONNECTOR_NOT_FOUND, "'" + type + "' is only looked at");
                            },
                            () -> schemas.read(each.bundle(), type))));
        }
    }

    private static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".cfg") || name.endsWith(".config");
    }
}
