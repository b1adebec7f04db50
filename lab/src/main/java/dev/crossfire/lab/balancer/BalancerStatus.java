package dev.crossfire.lab.balancer;

import java.util.List;
import java.util.Map;

/**
 * The status of a balancer and its backends.
 *
 * @param requests taken so far
 * @param failures how many of them were answered with 500 or above, by a backend or the balancer
 * @param ownAnswers how many of them no backend answered, by reason
 */
public record BalancerStatus(
        List<BackendStatus> backends, long requests, long failures, Map<String, Long> ownAnswers) {}
