package dev.patchbay.registry.config;

import dev.patchbay.registry.secret.SecretSource;

/** What all settings share: who resolves references, what knows the files, and the common settings. */
record Backing(SecretSource secrets, SourceFiles files, CommonSettings common) {}
