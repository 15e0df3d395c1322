/** Measures of single calls, with JMH. */
package dev.patchbay.benchmarks.micro;
