/** Signatures of deliveries, both ways. */
package dev.patchbay.toolkit.webhook;
