package dev.patchbay.registry.evidence;

import java.time.Duration;

/**
 * What an instance's calls may be like until it is no longer UP.
 *
 * @param calls how many there must be before percentages say anything
 * @param slow 95 % of the calls end within this time, or it is DEGRADED
 * @param degraded more than this share of failures, from 0 to 1, is DEGRADED
 * @param down more than this share of failures is DOWN
 */
public record Thresholds(int calls, Duration slow, double degraded, double down) {}
