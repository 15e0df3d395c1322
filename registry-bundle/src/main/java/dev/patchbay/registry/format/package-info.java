/** What every format of configuration files has in common: a file is read into blocks, each of which defines an instance. */
package dev.patchbay.registry.format;
