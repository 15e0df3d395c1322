/** The limits of an instance and what of them is left: circuit breaker, calls at the same time, requests, pauses, retries. */
package dev.patchbay.registry.resilience;
