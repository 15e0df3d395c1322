/** The connector type {@code webhook}: JSON collections by URL, records posted, deliveries verified. */
package dev.patchbay.connector.webhook;
