package dev.crossfire.lab.kubernetes;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file from which kubectl reads the API's address and its access token. */
final class Kubeconfig {
    private static final String TEMPLATE = """
            apiVersion: v1
            kind: Config
            clusters:
            - name: crossfire-lab
              cluster:
                server: %s
                certificate-authority-data: %s
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

    static void write(Path file, URI server, Certificate certificate, String token, String namespace)
            throws IOException {
        String text = TEMPLATE.formatted(server, certificate.base64(), token, namespace);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner);
                var out = Channels.newOutputStream(channel)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
