package dev.crossfire.lab.fis.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Computes what a request must be signed with, by AWS's Signature Version 4 (IAM user guide, "Create a signed AWS API
 * request").
 *
 * @param method of the request
 * @param path as it was sent, still encoded
 * @param query as it was sent, still encoded; empty without one
 * @param headers the values of the signed headers by their names in lower case
 * @param bodyHash the SHA-256 of the body in hexadecimal digits
 */
record RequestSignature(String method, String path, String query, Map<String, List<String>> headers, String bodyHash) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TERMINATOR = "aws4_request";
    private static final String UNRESERVED = "-_.~";
    private static final HexFormat HEX = HexFormat.of();
    private static final HexFormat PERCENT = HexFormat.of().withUpperCase();

    RequestSignature {
        headers = new TreeMap<>(headers);
    }

    /**
     * Returns the signature in hexadecimal digits.
     *
     * @param secret the secret access key
     * @param dateTime the value of {@code X-Amz-Date}
     */
    String sign(String secret, String dateTime, String region, String service) {
        String date = dateTime.substring(0, 8);
        String scope = String.join("/", date, region, service, TERMINATOR);
        String text = String.join("\n", ALGORITHM, dateTime, scope, sha256(utf8(canonical())));
        byte[] key = utf8("AWS4" + secret);
        for (String step : List.of(date, region, service, TERMINATOR)) {
            key = hmac(key, step);
        }
        return HEX.formatHex(hmac(key, text));
    }

    private String canonical() {
        String values = headers.entrySet().stream()
                .map(header -> header.getKey() + ":"
                        + header.getValue().stream()
                                .map(RequestSignature::trimmed)
                                .collect(Collectors.joining(",")) + "\n")
                .collect(Collectors.joining());
        // All services but S3 encode the path that was sent a second time.
        return String.join(
                "\n",
                method,
                encoded(utf8(path), "/"),
                canonicalQuery(),
                values,
                String.join(";", headers.keySet()),
                bodyHash);
    }

    private String canonicalQuery() {
        if (query.isEmpty()) {
            return "";
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            // Sorted by name and then by value: '=' must not take part, so the lowest character stands for it.
            parameters.add(encoded(decoded(name), "") + '\0' + encoded(decoded(value), ""));
        }
        return parameters.stream().sorted().map(each -> each.replace('\0', '=')).collect(Collectors.joining("&"));
    }

    private static String trimmed(String value) {
        return value.strip().replaceAll(" {2,}", " ");
    }

    private static String encoded(byte[] bytes, String kept) {
        StringBuilder text = new StringBuilder(bytes.length);
        for (byte each : bytes) {
            char letter = (char) (each & 0xff);
            boolean plain =
                    letter < 128 && (Character.isLetterOrDigit(letter) || (UNRESERVED + kept).indexOf(letter) >= 0);
            text.append(plain ? String.valueOf(letter) : "%" + PERCENT.toHexDigits(each));
        }
        return text.toString();
    }

    /** Undoes percent-encoding; a plus sign is a plus sign, as for AWS. */
    private static byte[] decoded(String text) {
        byte[] bytes = utf8(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            boolean escape = bytes[i] == '%'
                    && i + 2 < bytes.length
                    && HexFormat.isHexDigit(bytes[i + 1])
                    && HexFormat.isHexDigit(bytes[i + 2]);
            if (escape) {
                out.write(HexFormat.fromHexDigit(bytes[i + 1]) * 16 + HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toByteArray();
    }

    /** Returns the SHA-256 in hexadecimal digits. */
    static String sha256(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
