/** Calls and instances as metrics for Prometheus: counted from the events of calls, and looked up when somebody asks. */
package dev.patchbay.metrics;
