package dev.crossfire.lab.balancer;

import java.util.List;
import java.util.Map;

/**
 * How a balancer and its backends stand.
 *
 * @param requests taken so far
 * @param ownAnswers how many of them no backend answered, by reason
 */
public record BalancerStatus(List<BackendStatus> backends, long requests, Map<String, Long> ownAnswers) {}
