/** A connector that needs the newer version of a library. */
package org.example.polite;
