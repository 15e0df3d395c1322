/** The variables of the process and of the home's .env, for everybody who refers to one by its name. */
package dev.patchbay.registry.environment;
