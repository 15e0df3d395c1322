/** A library that bundles of the tests share. */
package org.example.library;
