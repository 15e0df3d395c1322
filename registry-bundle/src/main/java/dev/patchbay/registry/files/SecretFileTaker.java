package dev.patchbay.registry.files;

import dev.patchbay.registry.secret.Secrets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Passes on that a file of secrets/, or of a tenant's folder in it, has come, changed or gone. */
@Component
public final class SecretFileTaker implements FileTaker {
    private final Optional<Path> folder;
    private final Secrets secrets;

    @Activate
    public SecretFileTaker(BundleContext context, @Reference Secrets secrets) {
        this(HomeFolders.folder(context, "secrets"), secrets);
    }

    SecretFileTaker(Optional<Path> folder, Secrets secrets) {
        this.folder = folder;
        this.secrets = secrets;
    }

    @Override
    public boolean takes(Path file) {
        return folder.filter(file::startsWith).isPresent();
    }

    @Override
    public void changed(Path file) {
        folder.ifPresent(root -> secrets.changed("secret", place(root.relativize(file))));
    }

    /** As {@link dev.patchbay.registry.secret.SecretPlaces} spells it, whatever separates names in paths here. */
    private static String place(Path file) {
        return StreamSupport.stream(file.spliterator(), false)
                .map(Path::toString)
                .collect(Collectors.joining("/"));
    }
}
