package dev.patchbay.registry.check;

import dev.patchbay.api.ConnectorMetadata;
import dev.patchbay.model.ConnectorException;
import dev.patchbay.model.ErrorCode;
import dev.patchbay.model.InstanceId;
import dev.patchbay.model.Problem;
import dev.patchbay.registry.config.ClearSecrets;
import dev.patchbay.registry.config.CommonSettings;
import dev.patchbay.registry.config.Definition;
import dev.patchbay.registry.config.MetatypeSchema;
import dev.patchbay.registry.config.SettingsCheck;
import dev.patchbay.registry.environment.Variables;
import dev.patchbay.registry.files.ClearValues;
import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.install.DryDeployments;
import dev.patchbay.registry.lifecycle.Background;
import dev.patchbay.registry.lifecycle.ConnectorTypes;
import dev.patchbay.registry.lifecycle.StandingRules;
import dev.patchbay.registry.lifecycle.TypeVersion;
import dev.patchbay.registry.overlay.Overlays;
import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.SecretSource;
import dev.patchbay.registry.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
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
    private final Variables variables;
    private final Overlays overlays;
    private final Trust trust;

    HomeCheck(
            BundleContext context,
            Path home,
            SecretSource secrets,
            ClearValues files,
            Variables variables,
            Overlays overlays,
            Trust trust) {
        this.context = context;
        this.home = home;
        this.secrets = secrets;
        this.files = files;
        this.variables = variables;
        this.overlays = overlays;
        this.trust = trust;
    }

    @Override
    public HomeReport inspect() {
        Findings findings = new Findings();
        if (!new HomeFolderCheck(home).run(findings)) {
            return new HomeReport(home.toString(), 0, 0, findings.problems(), findings.warnings());
        }
        CommonSettings common = CommonSettings.of(variables.values());
        findings.problems(common.problems());
        findings.problems(overlays.problems());
        RuntimeFaults.of(context).forEach(each -> findings.problem(Problem.of(each)));
        SettingsCheck check = new SettingsCheck(
                common,
                secrets,
                files,
                ClearSecrets.of(context.getProperty(ClearSecrets.PROPERTY)),
                new SecretMemory());
        ConfigFolder.Content config = read(findings);
        List<Definition> definitions = overlaid(config.definitions());
        List<Path> jars = HomeFolderCheck.list(home.resolve("deploy"), findings).stream()
                .filter(file -> !HomeFolderCheck.isUnfinished(file) && !isConfiguration(file))
                .toList();
        ConnectorTypes types = new ConnectorTypes();
        try (DryDeployments deploy = new DryDeployments(context, home, trust, types);
                Background background = new Background();
                DryRules rules = new DryRules()) {
            new SavedFile(home, "serving.json", scratch())
                    .copy(findings)
                    .ifPresent(copy -> deploy.load(copy, home.resolve("deploy")));
            deploy.look(jars, pins(definitions, check));
            findings.problems(deploy.problems());
            deploy.superfluous().forEach(findings::warning);
            new HomeFolderCheck(home).warnOfNamesakes(deploy.serving().keySet(), findings);
            add(deploy.serving(), types, new MetatypeSchema(common), rules);
            StandingRules standings = new StandingRules(
                    types,
                    check,
                    new OperatorFile(home, scratch()).read(findings),
                    new DryAbsences(deploy.explainer(), types),
                    background);
            new InstanceCheck(standings, new ForeignSecrets(context, files)::keys).run(definitions, findings);
        }
        return new HomeReport(
                home.toString(), jars.size(), definitions.size(), findings.problems(), findings.warnings());
    }

    /** Where copies are made of what is set aside if it cannot be read. */
    private Path scratch() {
        return context.getDataFile("check").toPath();
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

    /** With what lies over them, and those that the overlays make alone. */
    private List<Definition> overlaid(List<Definition> owned) {
        Map<InstanceId, Definition> all = new TreeMap<>();
        overlays.ids().forEach(id -> overlays.over(id, Optional.empty()).ifPresent(each -> all.put(id, each)));
        owned.forEach(each -> overlays.over(each.id(), Optional.of(each)).ifPresent(over -> all.put(each.id(), over)));
        return List.copyOf(all.values());
    }

    private static Function<String, Set<VersionRange>> pins(List<Definition> definitions, SettingsCheck check) {
        Map<String, Set<VersionRange>> ranges = definitions.stream()
                .collect(Collectors.groupingBy(
                        each -> each.id().type(),
                        Collectors.flatMapping(
                                (Definition each) -> check.pinnedVersion(each).stream(), Collectors.toSet())));
        return type -> ranges.getOrDefault(type, Set.of());
    }

    private static void add(
            Map<String, List<Bundle>> serving, ConnectorTypes types, MetatypeSchema schemas, DryRules rules) {
        serving.forEach((type, bundles) -> bundles.forEach(bundle -> types.add(new TypeVersion(
                ConnectorMetadata.builder(type, bundle.getVersion())
                        .source(bundle.getSymbolicName())
                        .build(),
                () -> {
                    throw new ConnectorException(ErrorCode.CONNECTOR_NOT_FOUND, "'" + type + "' is only looked at");
                },
                () -> schemas.read(bundle, type),
                rules.of(bundle, type)))));
    }

    private static boolean isConfiguration(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".cfg") || name.endsWith(".config") || ConfigFolder.reads(name);
    }
}
