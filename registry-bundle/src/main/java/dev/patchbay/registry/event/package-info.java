/** What happens in calls, told to {@code CallListener} services, each on a thread of its own behind a bounded queue. */
package dev.patchbay.registry.event;
