package dev.crossfire.lab.postgres;

import dev.crossfire.lab.cache.FolderTree;
import dev.crossfire.lab.cache.PrivateFile;
import dev.crossfire.lab.postgres.Logins.Login;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessExitCheck;
import dev.crossfire.lab.process.SupervisedProcess;
import dev.crossfire.lab.truth.TruthLog.TruthEvent;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server of the pair: its files, its port, its process. */
public final class Server {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final Duration DEATH_LIMIT = Duration.ofSeconds(5);

    private final Setting setting;
    private final LabZone zone;
    private final Address address;
    private final Path folder;
    private final Path log;
    private final int reserved;
    private final Set<Long> killed = new HashSet<>();
    private final Set<String> startForbiddenBy = new HashSet<>();
    private @Nullable SupervisedProcess child;

    /** Describes a server that has neither files nor a process yet, and has room for everybody. */
    public Server(Setting setting, LabZone zone, int port, Path labFolder) {
        this(setting, zone, port, labFolder, 0);
    }

    /**
     * Describes a server that has neither files nor a process yet.
     *
     * @param reserved connections of {@link Configuration#CONNECTIONS} that the shop does not get
     */
    public Server(Setting setting, LabZone zone, int port, Path labFolder, int reserved) {
        this.setting = setting;
        this.zone = zone;
        this.address = new Address(port, setting.logins().owner());
        this.folder = labFolder.resolve(name());
        this.log = labFolder.resolve(name() + ".log");
        this.reserved = reserved;
    }

    /** Returns how the truth log calls it, for example {@code postgres-1a}. */
    public String name() {
        return "postgres-1" + zone.letter();
    }

    /** Returns the zone it is in; its {@code cluster_name} is the zone's name. */
    public LabZone zone() {
        return zone;
    }

    /** Returns the port it listens on. */
    public int port() {
        return address.port();
    }

    /** Returns how many connections are kept for others than the shop. */
    int reserved() {
        return reserved;
    }

    /** Returns its data directory. */
    Path folder() {
        return folder;
    }

    /** Returns what it shares with its like. */
    Setting setting() {
        return setting;
    }

    /** Makes an empty database cluster. */
    public void create() throws IOException, PartFailedException, InterruptedException {
        new DataFolder(this, log).create();
    }

    /** Makes a reader of a server that has been created and never started. */
    public void createReaderOf(Server writer, int replicationPort)
            throws IOException, PartFailedException, InterruptedException {
        new DataFolder(this, log).createReaderOf(writer, replicationPort);
    }

    /** Makes the empty data directory, owned by the server's user; what was there before is deleted. */
    void makeFolder() throws IOException {
        FolderTree.delete(folder);
        setting.runAs().give(PrivateFile.createFolder(folder));
    }

    /**
     * Starts the process and waits until it accepts connections.
     *
     * @throws PartFailedException if it ends or does not answer in time; it is killed then
     */
    public void start() throws PartFailedException {
        SupervisedProcess now = launch();
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .atMost(START_LIMIT)
                    .until(() -> !now.alive() || accepts());
        } catch (ConditionTimeoutException e) {
            fence();
            throw new PartFailedException(
                    name(), "did not accept connections on port " + port() + " within " + START_LIMIT, log, e);
        }
        if (!now.alive()) {
            throw new PartFailedException(name(), "ended while starting", log, null);
        }
        setting.truth().write(TruthEvent.READY, name(), now.pid(), "");
    }

    /** Returns the process id of the running server; empty if it does not run. */
    public synchronized Optional<Long> pid() {
        return Optional.ofNullable(child).filter(SupervisedProcess::alive).map(SupervisedProcess::pid);
    }

    /** Opens a connection as the owner, waiting at most as long as given for each answer. */
    public Connection connect(Duration limit) throws SQLException {
        return address.connect(limit);
    }

    /**
     * From now on the server cannot be started; what runs goes on until it is ended.
     *
     * @param why the reason; it stays forbidden until every reason is withdrawn
     */
    public synchronized void forbidStart(String why) {
        startForbiddenBy.add(why);
    }

    /** Withdraws a reason; the server is not started by this. */
    public synchronized void allowStart(String why) {
        startForbiddenBy.remove(why);
    }

    /** Kills the server as the loss of its machine would: all of its processes, with SIGKILL. */
    public synchronized void kill(String reason) {
        if (child != null && child.alive()) {
            child.kill().forEach(process -> killed.add(process.pid()));
            // Afterwards: finding its processes takes longer than killing them.
            setting.truth().write(TruthEvent.KILLED, name(), child.pid(), reason);
        }
    }

    /**
     * Makes sure that nothing of the server can write any more: kills what is left and proves that it has ended.
     *
     * @throws IllegalStateException if something survives, which must keep any other server from being promoted
     */
    public synchronized void fence() {
        kill("fenced");
        if (child != null) {
            child.close();
            killed.add(child.pid());
        }
        ProcessExitCheck.await(killed, DEATH_LIMIT);
        killed.clear();
        child = null;
    }

    /** Stops the server in an orderly way, or by force if that takes too long. */
    public void stop() throws PartFailedException, InterruptedException {
        Optional<Long> pid = pid();
        if (pid.isPresent()) {
            Command.signal("INT", pid.get(), log);
            try {
                Awaitility.await()
                        .pollInterval(Duration.ofMillis(10))
                        .atMost(STOP_LIMIT)
                        .until(() -> pid().isEmpty());
            } catch (ConditionTimeoutException slow) {
                kill("did not stop within " + STOP_LIMIT);
            }
        }
        fence();
    }

    /** Ends the server for good, without ceremony; returns at once. */
    public synchronized void close() {
        if (child != null) {
            child.kill();
            child.close();
        }
    }

    private synchronized SupervisedProcess launch() throws PartFailedException {
        if (!startForbiddenBy.isEmpty()) {
            throw new PartFailedException(
                    name(), "cannot be started: " + String.join(", ", startForbiddenBy), log, null);
        }
        try {
            // Its process is proven to have ended, but where no process reaps zombies PostgreSQL would think otherwise.
            Files.deleteIfExists(folder.resolve("postmaster.pid"));
            SupervisedProcess now = SupervisedProcess.start(
                    spec(name(), List.of(setting.program("postgres"), "-D", folder.toString())));
            child = now;
            setting.truth().write(TruthEvent.STARTED, name(), now.pid(), "");
            var unused = now.exit()
                    .thenAccept(code -> setting.truth().write(TruthEvent.DIED, name(), now.pid(), "exit code " + code));
            return now;
        } catch (IOException e) {
            throw new PartFailedException(name(), "could not be started", log, e);
        }
    }

    private boolean accepts() {
        try (Connection connection = connect(Duration.ofSeconds(1))) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private ChildSpec spec(String part, List<String> command) {
        return new ChildSpec(part, setting.runAs().command(command), Map.of(), log);
    }

    /** Where a server listens on loopback, and the lab's login to it. */
    record Address(int port, Login login) {
        /** Connects; no answer may take longer than the limit, rounded up to seconds. */
        Connection connect(Duration limit) throws SQLException {
            String seconds = Long.toString(Math.max(1, limit.plusMillis(999).toSeconds()));
            Properties properties = new Properties();
            properties.setProperty("user", login.user());
            properties.setProperty("password", login.password());
            properties.setProperty("connectTimeout", seconds);
            properties.setProperty("loginTimeout", seconds);
            properties.setProperty("socketTimeout", seconds);
            properties.setProperty("ApplicationName", "lab");
            properties.setProperty("sslmode", "disable");
            properties.setProperty("gssEncMode", "disable");
            return DriverManager.getConnection(
                    "jdbc:postgresql://127.0.0.1:" + port + "/" + Setting.DATABASE, properties);
        }
    }
}
