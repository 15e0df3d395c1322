/** Which bundles may run at all: who signed them, and that nobody but the runtime exports its contract. */
package dev.patchbay.registry.trust;
