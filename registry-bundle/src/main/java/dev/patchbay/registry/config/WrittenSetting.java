package dev.patchbay.registry.config;

/**
 * A setting as its author wrote it, with its references.
 *
 * @param text a list as {@link ListText} joins it; empty if it is secret
 * @param list whether it was written as a list
 * @param secret whether it is a secret in clear, or may be one, and is not told
 * @param overlaid whether it lies over what owns the instance
 * @param origin where it stands
 */
public record WrittenSetting(String key, String text, boolean list, boolean secret, boolean overlaid, String origin) {}
