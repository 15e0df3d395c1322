package dev.patchbay.registry.unload;

/**
 * Something that holds the classes of a bundle.
 *
 * @param who in words that stand before "still holds"
 * @param remedy what its author must do
 * @param passing whether the next garbage collection may end it
 */
record Holder(String who, String remedy, boolean passing) {}
