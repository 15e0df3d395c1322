/** A provider of secrets, as a guide shows it. */
package org.example.secrets;
