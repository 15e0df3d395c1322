/** The named operations of a connector: each with what it takes, and with what does it. */
package dev.patchbay.toolkit.operation;
