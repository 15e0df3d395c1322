/** What lies in deploy/ becomes bundles that run: checked, kept by content, started, superseded, taken away. */
package dev.patchbay.registry.install;
