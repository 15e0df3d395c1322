/** Measures Patchbay beside a floor and a peer, and writes down what came out. */
package dev.patchbay.benchmarks;
