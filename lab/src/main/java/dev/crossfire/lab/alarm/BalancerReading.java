package dev.crossfire.lab.alarm;

import java.time.Instant;

/**
 * The balancer's counters at one moment.
 *
 * @param requests taken since it started
 * @param failures how many of them were answered with 500 or above
 * @param replicas how many it knows
 * @param up how many of them get requests
 */
public record BalancerReading(Instant at, long requests, long failures, int replicas, int up) {}
