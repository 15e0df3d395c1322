/** The connector type {@code salesforce}: objects by type, SOQL queries, writes and upserts. */
package dev.patchbay.connector.salesforce;
