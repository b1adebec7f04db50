package dev.crossfire.lab.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The API's certificate, for clients that require encryption: kubectl never sends a token over an unencrypted
 * connection.
 *
 * <p>Made by the JDK's own tool for one lab, which trusts no other.
 */
public final class Certificate {
    private static final String PASSWORD = "LAB_KEYSTORE_PASSWORD";
    private static final String ALIAS = "lab";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final SSLContext context;
    private final String pem;

    private Certificate(SSLContext context, String pem) {
        this.context = context;
        this.pem = pem;
    }

    /**
     * The program that makes a certificate.
     *
     * @param command the program and its arguments
     * @param environment what it must be started with; holds the certificate's password
     */
    public record Keytool(List<String> command, Map<String, String> environment) {}

    /**
     * Returns the program that makes a certificate; {@link #take} reads it when the program has ended.
     *
     * @param file where it goes; must not exist
     */
    public static Keytool making(Path file, String password) {
        return new Keytool(
                List.of(
                        KEYTOOL.toString(),
                        "-J-XX:TieredStopAtLevel=1",
                        "-J-XX:+UseSerialGC",
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-sigalg",
                        "SHA256withECDSA",
                        "-validity",
                        "365",
                        "-dname",
                        "CN=crossfire-lab",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "bc=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass:env",
                        PASSWORD),
                Map.of(PASSWORD, password));
    }

    /**
     * Makes a certificate and takes it.
     *
     * @param file where it is for a moment; must not exist
     * @throws IOException if it could not be made
     */
    public static Certificate create(Path file) throws IOException, InterruptedException {
        String password = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
        Keytool keytool = making(file, password);
        ProcessBuilder program = new ProcessBuilder(keytool.command()).redirectErrorStream(true);
        program.environment().putAll(keytool.environment());
        Process made = program.start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("keytool made no certificate: " + said);
        }
        return take(file, password);
    }

    /** Takes a certificate that was made; its file is deleted, because only this process needs its key. */
    public static Certificate take(Path file, String password) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return new Certificate(context, pem(store.getCertificate(ALIAS).getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that " + KEYTOOL + " made cannot be used", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String pem(byte[] encoded) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        return "-----BEGIN CERTIFICATE-----\n" + encoder.encodeToString(encoded) + "\n-----END CERTIFICATE-----\n";
    }

    SSLContext context() {
        return context;
    }

    /** Returns the public part, in the form of a kubeconfig file. */
    String base64() {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }
}
