package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.kubernetes.BearerToken.IssuedToken;
import dev.crossfire.chaos.kubernetes.ExecPlugin.ExecCredential;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Logs in with a token that does not last, as long as a run may be: the client itself asks an exec plug-in once, takes no
 * notice of when its token expires, and reads no {@code tokenFile}.
 */
final class ClusterLogin implements Interceptor {
    /** How long a token from a file is used before the file is read again, as kubectl does it. */
    private static final Duration FILE_LASTS = Duration.ofMinutes(1);

    private static final String AUTHORIZATION = "Authorization";
    private static final String BEARER = "Bearer ";

    private final BearerToken token;

    private ClusterLogin(BearerToken token) {
        this.token = token;
    }

    /**
     * The login of a user with a {@code tokenFile} or a plug-in; null when the client's own way suffices, as for a
     * certificate from a plug-in, which is put into the client's settings.
     *
     * @param file the kubeconfig that describes the user
     * @throws IOException when the plug-in cannot log in
     */
    static @Nullable ClusterLogin of(AuthInfo user, Path file, Config config, InstantSource clock) throws IOException {
        String tokenFile = user.getTokenFile();
        if (tokenFile != null && !tokenFile.isBlank()) {
            Path read = file.toAbsolutePath().resolveSibling(tokenFile);
            return new ClusterLogin(new BearerToken(() -> fromFile(read, clock), clock));
        }
        ExecConfig exec = user.getExec();
        if (exec == null) {
            return null;
        }
        ExecPlugin plugin = new ExecPlugin(exec, file);
        ExecCredential first = plugin.run();
        if (first.token() == null) {
            config.setClientCertData(base64(first.certificate()));
            config.setClientKeyData(base64(first.key()));
            return null;
        }
        return new ClusterLogin(new BearerToken(new PluginTokens(plugin, first.token()), clock));
    }

    /** The first token was issued when the login was made. */
    private static final class PluginTokens implements BearerToken.Issuer {
        private final ExecPlugin plugin;
        private @Nullable IssuedToken first;

        PluginTokens(ExecPlugin plugin, IssuedToken first) {
            this.plugin = plugin;
            this.first = first;
        }

        @Override
        public IssuedToken issue() throws IOException {
            IssuedToken unused = first;
            first = null;
            if (unused != null) {
                return unused;
            }
            IssuedToken issued = plugin.run().token();
            if (issued == null) {
                throw new IOException("the program " + plugin.settings().getCommand()
                        + ", by which the kubeconfig logs in, first printed a token and then a certificate");
            }
            return issued;
        }
    }

    private static IssuedToken fromFile(Path file, InstantSource clock) throws IOException {
        try {
            return new IssuedToken(
                    Files.readString(file).trim(), clock.instant().plus(FILE_LASTS));
        } catch (IOException unreadable) {
            throw new IOException("the token file " + file + " of the kubeconfig cannot be read", unreadable);
        }
    }

    private static String base64(@Nullable String pem) {
        return Base64.getEncoder().encodeToString(Objects.requireNonNull(pem).getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        try {
            builder.setHeader(AUTHORIZATION, BEARER + token.text());
        } catch (IOException failed) {
            throw new ApiFailure.LoginException(failed);
        }
    }

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response, RequestTags tags) {
        String sent = response.request().header(AUTHORIZATION);
        if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED || sent == null) {
            return CompletableFuture.completedFuture(false);
        }
        try {
            String next = token.insteadOf(sent.substring(BEARER.length()));
            if (next != null) {
                builder.setHeader(AUTHORIZATION, BEARER + next);
            }
            return CompletableFuture.completedFuture(next != null);
        } catch (IOException failed) {
            return CompletableFuture.failedFuture(new ApiFailure.LoginException(failed));
        }
    }
}
