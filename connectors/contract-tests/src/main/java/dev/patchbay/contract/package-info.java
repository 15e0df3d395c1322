/** Holds a connector to the contract: {@link dev.patchbay.contract.ConnectorContract} is the one class to extend. */
package dev.patchbay.contract;
