package dev.crossfire.lab.redis;

import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.RunAs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the cache server is started: in memory only, a cache has nothing to keep. */
public final class Redis {
    private Redis() {}

    /**
     * Returns what starts it.
     *
     * @param program the unpacked server
     * @param port its loopback port
     * @param name how it is called
     */
    public static ChildSpec spec(Path program, int port, String name, RunAs runAs, Path log) {
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--maxmemory",
                "64mb",
                "--maxmemory-policy",
                "allkeys-lru",
                "--dir",
                "/");
        return new ChildSpec(name, runAs.command(command), Map.of(), log);
    }
}
