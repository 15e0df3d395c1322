/** That nothing of a bundle remains when it has gone, and that whoever still holds it is named. */
package dev.patchbay.registry.unload;
