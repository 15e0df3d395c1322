package dev.patchbay.registry.config;

import dev.patchbay.registry.redaction.SecretMemory;
import dev.patchbay.registry.secret.SecretSource;

/** What all settings share: who resolves references, what knows the files, the common settings, and what may stand in clear. */
record Backing(
        SecretSource secrets,
        SourceFiles files,
        CommonSettings common,
        ClearSecrets clearSecrets,
        SecretMemory memory) {}
