/** Secrets in HashiCorp Vault: {@code $[vault:path#key]}, by the KV engine, version 2. */
package dev.patchbay.vault;
