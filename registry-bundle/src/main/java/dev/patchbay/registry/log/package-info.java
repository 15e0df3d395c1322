/** What the framework's own bundles log, brought to where everything else is logged. */
package dev.patchbay.registry.log;
