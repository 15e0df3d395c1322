/** References such as {@code $[secret:name]}, who resolves them, and how secrets are kept out of texts. */
package dev.patchbay.registry.secret;
