package dev.patchbay.registry.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;

/**
 * Stands in front of FileInstall's own handling of bundles: whatever lies in deploy/ and is no configuration is ours.
 * Called by FileInstall and by the quick watch, on their threads; it only passes on which file it was.
 */
@Component(
        service = ArtifactInstaller.class,
        immediate = true,
        property = {"service.ranking:Integer=1000", "patchbay.quick:Boolean=true"})
public final class ConnectorInstaller implements ArtifactInstaller {
    private final DeployFolder deploy;

    @Activate
    public ConnectorInstaller(
            @Reference DeployFolder deploy,
            @Reference(target = "(" + Condition.CONDITION_ID + "=patchbay.fileinstall)") Condition fileInstall) {
        this.deploy = deploy;
    }

    @Override
    public boolean canHandle(File artifact) {
        String name = artifact.getName();
        return !name.endsWith(".cfg")
                && !name.endsWith(".config")
                && deploy.folder()
                        .filter(folder -> folder.equals(folder(artifact)))
                        .isPresent();
    }

    @Override
    public void install(File artifact) {
        deploy.changed(artifact.toPath());
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        install(artifact);
    }

    private static Path folder(File artifact) {
        Path parent = artifact.toPath().toAbsolutePath().getParent();
        try {
            return parent.toRealPath();
        } catch (IOException unreadable) {
            return parent;
        }
    }
}
