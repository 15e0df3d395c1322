/** From JARs to types: what is installed, what cannot run, and why. */
package dev.patchbay.registry.install;
