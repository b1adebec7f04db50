package dev.crossfire.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project's folder with planted files. */
public record PlantedProject(Path folder) {
    /** Gatling's simulation of two cohorts, with a third in a comment. */
    public static final String SIMULATION = """
            package org.example.sale;

            public class SaleSimulation extends Simulation {
                String url = "https://shop.example.org"; // no scenario("of a comment")
                /* scenario("of another") */
                {
                    setUp(
                            scenario("visitors").exec(look).injectOpen(atOnceUsers(1)),
                            CoreDsl.scenario("not the DSL's own"),
                            scenario( "front desk" ).exec(look).injectOpen(atOnceUsers(1)));
                }
            }
            """;

    public static final String KUBECONFIG = """
            apiVersion: v1
            current-context: production
            clusters:
              - { name: one, cluster: { server: "https://10.0.0.1:6443" } }
              - { name: two, cluster: { server: "https://10.0.0.2:6443" } }
            contexts:
              - { name: production, context: { cluster: one, user: me, namespace: shop } }
              - { name: staging, context: { cluster: two, user: me } }
              - { name: nowhere, context: { cluster: three, user: me } }
            users: []
            """;

    /** A file in it, with its folders. */
    public PlantedProject with(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return this;
    }

    /** What init finds in it; its kubeconfig is the file {@code kubeconfig} beside it. */
    public FoundProject found() throws IOException {
        return FoundProject.in(folder, List.of(folder.resolveSibling("kubeconfig")));
    }
}
