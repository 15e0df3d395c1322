package dev.patchbay.registry.files;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.condition.Condition;

/**
 * Where there is no home but FileInstall watches folders, as in Karaf, hands what it finds to whoever takes it, on
 * FileInstall's thread.
 */
@Component(service = ArtifactInstaller.class, immediate = true, property = "service.ranking:Integer=1000")
public final class FileInstallAdapter implements ArtifactInstaller {
    private final List<FileTaker> takers = new CopyOnWriteArrayList<>();

    @Activate
    public FileInstallAdapter(@Reference(target = FileInstallPresence.TARGET) Condition present) {
        // The condition keeps this from being loaded where it could not be.
    }

    /** For a test that says itself when FileInstall is there. */
    FileInstallAdapter() {}

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTaker(FileTaker taker) {
        takers.add(taker);
    }

    void unbindTaker(FileTaker taker) {
        takers.remove(taker);
    }

    @Override
    public boolean canHandle(File artifact) {
        Path file = HomeFolders.located(artifact.toPath());
        return takers.stream().anyMatch(each -> each.takes(file));
    }

    @Override
    public void install(File artifact) {
        Path file = HomeFolders.located(artifact.toPath());
        takers.stream().filter(each -> each.takes(file)).forEach(each -> each.changed(file));
    }

    @Override
    public void update(File artifact) {
        install(artifact);
    }

    @Override
    public void uninstall(File artifact) {
        install(artifact);
    }
}
