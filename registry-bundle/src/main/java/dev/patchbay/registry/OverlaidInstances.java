package dev.patchbay.registry;

import dev.patchbay.registry.files.CfgInstaller;
import dev.patchbay.registry.files.FileTaker;
import dev.patchbay.registry.files.FolderWatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets overlays define instances alone once the files of config/ have been handed over: before that they would be short of
 * what the file says that owns them.
 */
@Component(
        service = {},
        immediate = true)
public final class OverlaidInstances {

    /** @param watch is there before {@code installer}, and so hands the files over as soon as that comes */
    @Activate
    public OverlaidInstances(
            @Reference RegistryCore core,
            @Reference FolderWatch watch,
            @Reference(target = "(component.name=" + CfgInstaller.NAME + ")") FileTaker installer) {
        core.news().defineByOverlays();
    }
}
