/** What checks and real calls tell of an instance's health, and how that is put together. */
package dev.patchbay.registry.evidence;
