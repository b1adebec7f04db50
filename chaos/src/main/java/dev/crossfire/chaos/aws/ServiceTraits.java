package dev.crossfire.chaos.aws;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * In what AWS's Fault Injection Service and the lab's differ.
 *
 * @param settling how long after its start the service may call a failover completed though the database has not begun
 *     to fail over
 * @param listLag how long its lists may lack what was made
 * @param dollarsPerActionMinute what it charges
 * @param quotasByTags how many targets by tags it accepts where that is not AWS's default, by action; null when it is
 *     known to accept what its zones hold
 */
record ServiceTraits(
        Duration settling,
        Duration listLag,
        double dollarsPerActionMinute,
        @Nullable Map<String, Integer> quotasByTags) {
    /** RDS documents failovers of up to so long. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    /** Lists of experiments were seen to be 20 s late; AWS states no bound. */
    private static final Duration LIST_LAG = Duration.ofSeconds(60);

    static ServiceTraits aws(AwsSettings account) {
        Map<String, Integer> quotas = account.quotas();
        return new ServiceTraits(
                SETTLING, LIST_LAG, ExperimentEstimate.DOLLARS_PER_ACTION_MINUTE, quotas == null ? Map.of() : quotas);
    }
}
