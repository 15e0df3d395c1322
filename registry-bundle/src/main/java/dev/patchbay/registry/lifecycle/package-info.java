/** Types and instances: which versions are there, what each instance stands on, its connector object, leases, draining. */
package dev.patchbay.registry.lifecycle;
