/** The connector type {@code jdbc}: tables and queries of any database whose driver is there as an OSGi service. */
package dev.patchbay.connector.jdbc;
