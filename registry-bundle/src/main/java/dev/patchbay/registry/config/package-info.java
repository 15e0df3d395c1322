/** From ConfigAdmin to validated settings of an instance: definitions, schemas, checks, values and their origins. */
package dev.patchbay.registry.config;
