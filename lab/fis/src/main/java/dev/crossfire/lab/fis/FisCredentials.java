package dev.crossfire.lab.fis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The one pair of credentials that an endpoint accepts.
 *
 * @param accessKeyId named in every request
 * @param secretAccessKey signs requests, and is never sent
 */
public record FisCredentials(String accessKeyId, String secretAccessKey) {
    /** What AWS begins the ids of long-term keys with; some clients check the form. */
    private static final String PREFIX = "AKIA";

    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 20;

    public FisCredentials {
        if (!accessKeyId.matches("[A-Z0-9]{16,128}") || secretAccessKey.length() < 32) {
            throw new IllegalArgumentException("credentials need an id of 16 to 128 capital letters and digits, and a"
                    + " secret of 32 or more characters");
        }
    }

    /** Makes credentials that cannot be guessed. */
    public static FisCredentials random() {
        SecureRandom random = new SecureRandom();
        return new FisCredentials(PREFIX + hex(random, ID_BYTES).toUpperCase(Locale.ROOT), hex(random, SECRET_BYTES));
    }

    private static String hex(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether a request names this key; takes as long for each wrong one. */
    public boolean isNamedBy(String givenId) {
        return MessageDigest.isEqual(
                accessKeyId.getBytes(StandardCharsets.UTF_8), givenId.getBytes(StandardCharsets.UTF_8));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "FisCredentials[" + accessKeyId + "]";
    }
}
