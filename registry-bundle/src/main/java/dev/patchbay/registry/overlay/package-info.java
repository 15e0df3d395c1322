/** Single settings from the environment, from secret files and from .env, laid over whatever owns an instance. */
package dev.patchbay.registry.overlay;
