package dev.patchbay.registry.install;

import dev.patchbay.registry.files.FileProblems;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;

/**
 * Stands in front of FileInstall's own handling of bundles: whatever lies in deploy/ and is no configuration is ours, and
 * so are JARs that lie elsewhere in the home, where none is installed. Called by FileInstall and by the quick watch, on
 * their threads; it only passes on which file it was.
 */
@Component(
        service = ArtifactInstaller.class,
        immediate = true,
        property = {"service.ranking:Integer=1000", "patchbay.quick:Boolean=true"})
public final class ConnectorInstaller implements ArtifactInstaller {
    private final DeployFolder deploy;
    private final FileProblems problems;

    @Activate
    public ConnectorInstaller(
            @Reference DeployFolder deploy,
            @Reference FileProblems problems,
            @Reference(target = "(" + Condition.CONDITION_ID + "=patchbay.fileinstall)") Condition fileInstall) {
        this.deploy = deploy;
        this.problems = problems;
    }

    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName();
        boolean configuration = name.endsWith(".cfg") || name.endsWith(".config");
        return deploy.folder().isPresent() && !configuration && (isDeployed(artifact) || name.endsWith(".jar"));
    }

    @Override
    public void install(File artifact) {
        if (isDeployed(artifact)) {
            deploy.changed(artifact.toPath());
        } else if (Files.exists(artifact.toPath())) {
            problems.report(artifact.toPath(), DeployFolder.misplaced(artifact.toPath()));
        } else {
            problems.clear(artifact.toPath());
        }
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        install(artifact);
    }

    private boolean isDeployed(File artifact) {
        Path parent = artifact.toPath().toAbsolutePath().getParent();
        return deploy.folder()
                .filter(folder -> folder.equals(parent) || folder.equals(real(parent)))
                .isPresent();
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException unreadable) {
            return folder;
        }
    }
}
