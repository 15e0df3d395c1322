package dev.patchbay.registry.install;

import dev.patchbay.registry.files.ConfigFolder;
import dev.patchbay.registry.files.FileProblems;
import dev.patchbay.registry.files.FileTaker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes whatever lies in deploy/ and is no configuration, and JARs that lie elsewhere in the home, where none is
 * installed. It only passes on which file it was.
 */
@Component(immediate = true)
public final class ConnectorInstaller implements FileTaker {
    private final DeployFolder deploy;
    private final FileProblems problems;

    @Activate
    public ConnectorInstaller(@Reference DeployFolder deploy, @Reference FileProblems problems) {
        this.deploy = deploy;
        this.problems = problems;
    }

    @Override
    public boolean takes(Path file) {
        String name = file.getFileName().toString();
        boolean configuration = name.endsWith(".cfg") || name.endsWith(".config") || ConfigFolder.reads(name);
        return deploy.folder().isPresent() && !configuration && (isDeployed(file) || name.endsWith(".jar"));
    }

    @Override
    public void changed(Path file) {
        if (isDeployed(file)) {
            deploy.changed(file);
        } else if (Files.exists(file)) {
            problems.report(file, DeployFolder.misplaced(file));
        } else {
            problems.clear(file);
        }
    }

    private boolean isDeployed(Path file) {
        return deploy.folder().filter(folder -> folder.equals(file.getParent())).isPresent();
    }
}
