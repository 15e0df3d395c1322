/** Takes secrets out of texts by their values, however these are encoded. */
package dev.patchbay.registry.redaction;
