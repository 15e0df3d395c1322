/** What is measured and where: connectors, homes, runtimes, processes. */
package dev.patchbay.benchmarks.scene;
