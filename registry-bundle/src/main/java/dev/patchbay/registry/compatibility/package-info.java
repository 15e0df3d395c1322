/** Why a bundle, and with it a connector type, can or cannot run here. */
package dev.patchbay.registry.compatibility;
