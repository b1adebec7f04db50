package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.chaos.kubernetes.BearerToken.IssuedToken;
import io.fabric8.kubernetes.api.model.ExecConfig;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that a kubeconfig names to log in, such as {@code aws eks get-token}; it prints an ExecCredential.
 *
 * @param file the kubeconfig, against whose folder a relative path counts
 */
record ExecPlugin(ExecConfig settings, Path file) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LOGIN_SECONDS = 20;
    private static final int LONGEST_MESSAGE = 400;

    /**
     * What a plug-in printed: a token, or a certificate with its key.
     *
     * @param certificate PEM; null for a token
     * @param key PEM; null for a token
     */
    record ExecCredential(
            @Nullable IssuedToken token,
            @Nullable String certificate,
            @Nullable String key) {}

    /**
     * Runs the program.
     *
     * @throws IOException when it is missing, fails, takes too long or prints something else
     */
    ExecCredential run() throws IOException {
        Path out = Files.createTempFile("crossfire-login-", ".out");
        Path err = Files.createTempFile("crossfire-login-", ".err");
        try {
            Process process = start(out, err);
            if (!process.waitFor(LONGEST_LOGIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw failed(
                        "did not end within " + LONGEST_LOGIN_SECONDS + " s; it may wait for an answer at a terminal");
            }
            if (process.exitValue() != 0) {
                throw failed("ended with exit code " + process.exitValue() + ": " + words(err));
            }
            return read(Files.readString(out));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw failed("was interrupted");
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    private Process start(Path out, Path err) throws IOException {
        List<String> command = new ArrayList<>(List.of(command()));
        command.addAll(settings.getArgs());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment()
                .put(
                        "KUBERNETES_EXEC_INFO",
                        JSON.createObjectNode()
                                .put("kind", "ExecCredential")
                                .put("apiVersion", settings.getApiVersion())
                                .set("spec", JSON.createObjectNode().put("interactive", false))
                                .toString());
        settings.getEnv().forEach(variable -> builder.environment().put(variable.getName(), variable.getValue()));
        try {
            return builder.start();
        } catch (IOException missing) {
            String hint = settings.getInstallHint() == null ? "" : "; " + settings.getInstallHint();
            throw new IOException(
                    name() + " cannot be started; expected a program of that name on the path" + hint, missing);
        }
    }

    /** As kubectl does: a name is looked for on the path, a relative path beside the kubeconfig. */
    private String command() {
        String command = settings.getCommand();
        return command.contains("/")
                ? file.toAbsolutePath().resolveSibling(command).toString()
                : command;
    }

    private ExecCredential read(String printed) throws IOException {
        JsonNode status;
        try {
            JsonNode credential = JSON.readTree(printed);
            if (!credential.path("kind").asText().equals("ExecCredential")) {
                throw failed("printed no ExecCredential");
            }
            status = credential.path("status");
        } catch (JsonProcessingException foreign) {
            // The text may contain a token: it is not shown.
            throw failed("printed no JSON");
        }
        String expires = status.path("expirationTimestamp").asText("");
        try {
            if (status.hasNonNull("token")) {
                return new ExecCredential(
                        new IssuedToken(
                                status.path("token").asText(), expires.isEmpty() ? null : Instant.parse(expires)),
                        null,
                        null);
            }
        } catch (DateTimeException foreign) {
            throw failed("printed the expirationTimestamp " + expires + "; expected a time as 2026-01-31T12:00:00Z");
        }
        if (!status.hasNonNull("clientCertificateData") || !status.hasNonNull("clientKeyData")) {
            throw failed("printed neither a token nor a certificate with its key");
        }
        return new ExecCredential(
                null,
                status.path("clientCertificateData").asText(),
                status.path("clientKeyData").asText());
    }

    private IOException failed(String how) {
        return new IOException(name() + " " + how);
    }

    private String name() {
        return "the program " + settings.getCommand() + ", by which the kubeconfig logs in,";
    }

    private static String words(Path err) throws IOException {
        byte[] all = Files.readAllBytes(err);
        String text = new String(all, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .trim();
        return text.isEmpty()
                ? "it printed no reason"
                : text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) + "…" : text;
    }
}
