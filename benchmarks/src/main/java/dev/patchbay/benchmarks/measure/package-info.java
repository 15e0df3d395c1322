/** Measures of whole processes. */
package dev.patchbay.benchmarks.measure;
