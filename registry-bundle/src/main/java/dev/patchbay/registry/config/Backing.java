package dev.patchbay.registry.config;

import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.SecretSource;
import java.util.Map;

/** What all settings share: who resolves references, what knows the files, the common settings, and what may stand in clear. */
record Backing(
        SecretSource secrets,
        SourceFiles files,
        CommonSettings common,
        ClearSecrets clearSecrets,
        SecretMemory memory) {

    /** The same, with values of the instance's own file as they are now, whatever becomes of the file. */
    Backing keeping(Map<String, String> values) {
        return values.isEmpty()
                ? this
                : new Backing(secrets, FilesAtCheck.of(files, values), common, clearSecrets, memory);
    }
}
