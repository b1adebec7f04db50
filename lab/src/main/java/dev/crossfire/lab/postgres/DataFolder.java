package dev.crossfire.lab.postgres;

import dev.crossfire.lab.cache.PrivateFile;
import dev.crossfire.lab.postgres.Logins.Login;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ServerUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The files of a server that does not run. */
final class DataFolder {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Server server;
    private final Path log;

    /**
     * Describes the files of a server.
     *
     * @param log where the programs that make them write
     */
    DataFolder(Server server, Path log) {
        this.server = server;
        this.log = log;
    }

    /** Makes an empty database cluster; making one takes seconds, so later labs copy the first one's. */
    void create() throws IOException, PartFailedException, InterruptedException {
        InitRecipe recipe = setting().recipe();
        Path kept = setting().cache().path(recipe.key());
        server.makeFolder();
        if (Files.isDirectory(kept)) {
            copy(kept, server.folder(), setting().runAs());
        } else {
            make(recipe);
            setting().cache().once(recipe.key(), into -> copy(server.folder(), into, ServerUser.OURSELVES));
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
    private void copy(Path from, Path to, ServerUser as) throws IOException {
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

    private void make(InitRecipe recipe) throws IOException, PartFailedException, InterruptedException {
        Command.run(initdb(recipe), LIMIT);
        for (InitRecipe.InitStep step : recipe.steps()) {
            alone(step.database(), step.statements());
        }
    }

    /** The owner has no password until here, and without one no login is possible. */
    private void setPassword() throws IOException, PartFailedException, InterruptedException {
        Login owner = setting().logins().owner();
        alone(Setting.DATABASE, List.of("ALTER ROLE " + owner.user() + " PASSWORD '" + owner.password() + "'"));
    }

    /** Runs statements while the server is down; they may be secret. */
    private void alone(String database, List<String> statements)
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

    private ChildSpec initdb(InitRecipe recipe) {
        List<String> command = new ArrayList<>(List.of(setting().program("initdb"), "--pgdata=" + server.folder()));
        command.addAll(recipe.options());
        return spec("initdb", command);
    }

    private ChildSpec spec(String part, List<String> command) {
        return new ChildSpec(part, setting().runAs().command(command), Map.of(), log);
    }

    private Setting setting() {
        return server.setting();
    }
}
