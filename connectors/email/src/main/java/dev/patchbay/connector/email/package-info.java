/** The connector type {@code email}: mail pulled from any IMAP server, and sent through any SMTP server. */
package dev.patchbay.connector.email;
