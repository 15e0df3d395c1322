/** Figures, and the page that they are written on. */
package dev.patchbay.benchmarks.report;
