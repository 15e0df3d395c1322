/** Which bundles may run at all. */
package dev.patchbay.registry.trust;
