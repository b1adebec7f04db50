package dev.crossfire.lab.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file that tells kubectl where the lab is and who may ask. */
public final class Kubeconfig {
    private static final String TEMPLATE =
            """
            apiVersion: v1
            kind: Config
            clusters:
            - name: crossfire-lab
              cluster:
                server: %s
            users:
            - name: crossfire-lab
              user:
                token: %s
            contexts:
            - name: crossfire-lab
              context:
                cluster: crossfire-lab
                user: crossfire-lab
                namespace: %s
            current-context: crossfire-lab
            """;

    private Kubeconfig() {}

    /** Writes the file, readable by nobody else from its first moment on. */
    public static Path write(Path file, URI server, String token) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
                var out = Channels.newOutputStream(channel)) {
            out.write(TEMPLATE.formatted(server, token, KubernetesApi.NAMESPACE).getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
