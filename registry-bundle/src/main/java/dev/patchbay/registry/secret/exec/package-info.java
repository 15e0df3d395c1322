/** Secrets that a command of the operator prints, {@code $[exec:NAME]}. */
package dev.patchbay.registry.secret.exec;
