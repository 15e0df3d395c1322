/** Asks the validators that connectors bring, without letting one of them hold up or fail anything. */
package dev.patchbay.registry.validation;
