package dev.crossfire.lab.shop;

import dev.crossfire.lab.cache.Binaries;
import dev.crossfire.lab.cache.Cache;
import dev.crossfire.lab.cache.FolderTree;
import dev.crossfire.lab.cache.LabPaths;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.postgres.Logins;
import dev.crossfire.lab.postgres.Logins.Login;
import dev.crossfire.lab.postgres.Roles;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.postgres.Setting;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.PortBlock;
import dev.crossfire.lab.process.ServerUser;
import dev.crossfire.lab.process.SupervisedProcess;
import dev.crossfire.lab.redis.CacheLogin;
import dev.crossfire.lab.redis.RedisExecutable;
import dev.crossfire.lab.redis.RedisExecutable.ConfigurationFile;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A real PostgreSQL and a real Redis, each behind a link that can be broken. */
final class LiveServers implements AutoCloseable {
    private final Path folder;
    private final PortBlock ports;
    private final TruthLog truth;
    private final Login login;
    private final CacheLogin cacheLogin = CacheLogin.random();
    private final SupervisedProcess redis;
    final Server postgres;
    final Link database;
    final Link cache;

    LiveServers() throws Exception {
        folder = Files.createTempDirectory(
                "shop-test", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        ports = PortBlock.claim(new Random());
        truth = TruthLog.open(folder.resolve("truth.jsonl"), Clock.systemUTC());
        Cache kept = Cache.open(LabPaths.here().cache());
        Binaries binaries = new Binaries(kept, Binaries.Platform.here());
        ServerUser runAs = ServerUser.of(folder);
        Logins logins = Logins.random();
        login = logins.shop();
        Setting setting = new Setting(binaries.postgres(), runAs, logins, truth, kept);
        postgres = new Server(setting, LabZone.A, ports.next(), folder);
        postgres.create();
        postgres.start();
        Roles.furnish(postgres);
        int redisPort = ports.next();
        redis = SupervisedProcess.start(redis(binaries.redis(), redisPort, runAs));
        database = Link.open(
                LinkSettings.named("database").leadingTo(local(postgres.port())).holding(Duration.ofSeconds(20)));
        cache = Link.open(LinkSettings.named("cache").leadingTo(local(redisPort)));
    }

    /** What a replica's program finds in its environment. */
    Map<String, String> environment(String name) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SHOP_NAME", name);
        environment.put("SHOP_DB_PORT", String.valueOf(database.address().getPort()));
        environment.put("SHOP_DB_NAME", Setting.DATABASE);
        environment.put("SHOP_DB_USER", login.user());
        environment.put("SHOP_DB_PASSWORD", login.password());
        environment.put("SHOP_CACHE_PORT", String.valueOf(cache.address().getPort()));
        environment.put("SHOP_CACHE_USER", cacheLogin.user());
        environment.put("SHOP_CACHE_PASSWORD", cacheLogin.password());
        return environment;
    }

    /** Cuts the shop off its database, as while there is no writer. */
    void loseDatabase() {
        database.detach();
    }

    void findDatabase() {
        database.repoint(local(postgres.port()));
    }

    /** Runs SQL past the shop. */
    long query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + Setting.DATABASE,
                login.user(),
                login.password());
    }

    @Override
    public void close() throws IOException {
        database.close();
        cache.close();
        redis.kill();
        redis.close();
        postgres.fence();
        truth.close();
        ports.close();
        FolderTree.delete(folder);
    }

    private ChildSpec redis(Path program, int port, ServerUser runAs) throws IOException {
        ConfigurationFile file = ConfigurationFile.in(folder.resolve("redis"), runAs);
        List<String> lines = new ArrayList<>(cacheLogin.accessRules());
        lines.addAll(List.of("bind 127.0.0.1", "port " + port, "save \"\"", "dir /"));
        file.write(lines);
        return new RedisExecutable(program, runAs).spec("redis", file, folder.resolve("redis.log"));
    }

    private static InetSocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
