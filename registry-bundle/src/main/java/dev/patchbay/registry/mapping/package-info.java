/** Fields of records from and to paths of an external system's own form, as settings say. */
package dev.patchbay.registry.mapping;
