/** Whether all that the byte code of a bundle refers to is there. */
package dev.patchbay.registry.linkage;
