package dev.crossfire.chaos.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** The tags of everything that Crossfire makes in an account, so that any process can find and remove it. */
final class RunTags {
    /** The run's name. */
    static final String RUN = "crossfire-run";

    /** The fault's id. */
    static final String FAULT = "crossfire-fault";

    /** On what is made while planning: the environment's name. */
    static final String PREVIEW = "crossfire-preview";

    /** On a claim: how long after its creation it expires, in ISO 8601. */
    static final String CLAIM = "crossfire-claim";

    /** On a fault's template: the environment's name. */
    static final String ENVIRONMENT = "crossfire-environment";

    private RunTags() {}

    static Map<String, String> of(String run, String fault) {
        return Map.of(RUN, run, FAULT, fault);
    }

    static boolean match(Map<String, String> tags, Map<String, String> required) {
        return tags.entrySet().containsAll(required.entrySet());
    }

    /**
     * A client token: the same for the same texts in every process, so that a request that is sent again, even by
     * another process, is done once.
     */
    static String token(String... words) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : words) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return "crossfire-" + HexFormat.of().formatHex(digest.digest(), 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
