package dev.crossfire.lab.postgres;

import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.RunAs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The files of a server that does not run. */
final class Cluster {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Server server;
    private final Path log;

    /**
     * Describes the files of a server.
     *
     * @param log where the programs that make them write
     */
    Cluster(Server server, Path log) {
        this.server = server;
        this.log = log;
    }

    /** Makes an empty database cluster; making one takes seconds, so later labs copy the first one's. */
    void create() throws IOException, PartFailedException, InterruptedException {
        Path kept = setting().cache().path(setting().emptyCluster());
        server.makeFolder();
        if (Files.isDirectory(kept)) {
            copy(kept, server.folder(), setting().runAs());
        } else {
            Command.run(initdb(), LIMIT);
            keepOneDatabase();
            setting().cache().once(setting().emptyCluster(), into -> copy(server.folder(), into, RunAs.OURSELVES));
        }
        Configuration.write(server);
        setPassword();
    }

    /** Makes a reader of a server that has been created and never started. */
    void createReaderOf(Server writer, int replicationPort) throws IOException {
        server.makeFolder();
        copy(writer.folder(), server.folder(), setting().runAs());
        Configuration.write(server);
        Configuration.follow(server, replicationPort, BaseCopy.SLOT);
    }

    /** Copies the files of a server that does not run. */
    private void copy(Path from, Path to, RunAs as) throws IOException {
        List<String> command = as.command(List.of("/bin/cp", "-R", from + "/.", to.toString()));
        try {
            Command.run(new ChildSpec("copy", command, Map.of(), log), LIMIT);
        } catch (PartFailedException failed) {
            throw new IOException(failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while copying " + from, stopped);
        }
    }

    /** One database is enough, and a third of the files to copy for it and for every new reader. */
    private void keepOneDatabase() throws IOException, PartFailedException, InterruptedException {
        alone(
                "template1",
                "ALTER DATABASE postgres RENAME TO " + Setting.DATABASE,
                "ALTER DATABASE template0 IS_TEMPLATE false",
                "DROP DATABASE template0");
        alone(Setting.DATABASE, "ALTER DATABASE template1 IS_TEMPLATE false", "DROP DATABASE template1");
    }

    /** The owner has none until here, and without one nobody can log in. */
    private void setPassword() throws IOException, PartFailedException, InterruptedException {
        Login owner = setting().logins().owner();
        alone(Setting.DATABASE, "ALTER ROLE " + owner.user() + " PASSWORD '" + owner.password() + "'");
    }

    /** Runs statements while the server is down; they may be secret. */
    private void alone(String database, String... statements)
            throws IOException, PartFailedException, InterruptedException {
        Path sql = server.folder().resolveSibling(server.name() + ".sql");
        try {
            Files.writeString(PrivateFile.create(sql), String.join("\n", statements) + "\n");
            setting().runAs().give(sql);
            String single = "exec \"$0\" --single -F -D \"$1\" \"$2\" <\"$3\"";
            List<String> command = List.of(
                    "/bin/sh",
                    "-c",
                    single,
                    setting().program("postgres"),
                    server.folder().toString(),
                    database,
                    sql.toString());
            Command.run(spec("postgres-single", command), LIMIT);
        } finally {
            Files.deleteIfExists(sql);
        }
    }

    private ChildSpec initdb() {
        return spec(
                "initdb",
                List.of(
                        setting().program("initdb"),
                        "--pgdata=" + server.folder(),
                        "--username=" + setting().logins().owner().user(),
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-sync",
                        "--no-instructions"));
    }

    private ChildSpec spec(String part, List<String> command) {
        return new ChildSpec(part, setting().runAs().command(command), Map.of(), log);
    }

    private Setting setting() {
        return server.setting();
    }
}
