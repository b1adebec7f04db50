package dev.crossfire.lab;

import dev.crossfire.lab.balancer.Balancer;
import dev.crossfire.lab.balancer.BalancerSettings;
import dev.crossfire.lab.cache.Cache;
import dev.crossfire.lab.cache.ClassArchive;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.postgres.Logins.Login;
import dev.crossfire.lab.postgres.Setting;
import dev.crossfire.lab.process.Backoff;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.JavaProgram;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import dev.crossfire.lab.redis.CacheLogin;
import dev.crossfire.lab.shop.Shop;
import dev.crossfire.lab.time.LabClock;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the shop's replicas, in every zone as many. */
final class Shops {
    /** The name of the program, for its class archive. */
    static final String PROGRAM = "shop";

    private static final String RECORDING = PROGRAM + "-recording";

    private final String token = UUID.randomUUID().toString();
    private final LabContext context;
    private final Login login;
    private final int databasePort;
    private final CacheLogin cacheLogin;
    private final int cachePort;
    private final Map<String, String> settings;

    /**
     * Creates a maker of replicas.
     *
     * @param login their login to the database
     * @param databasePort where they reach it
     * @param cacheLogin their login to the cache
     * @param cachePort where they reach it
     * @param settings what else they are set to, by environment variable
     */
    Shops(
            LabContext context,
            Login login,
            int databasePort,
            CacheLogin cacheLogin,
            int cachePort,
            Map<String, String> settings) {
        this.context = context;
        this.login = login;
        this.databasePort = databasePort;
        this.cacheLogin = cacheLogin;
        this.cachePort = cachePort;
        this.settings = settings;
    }

    /** Returns the token with which replicas may be stressed. */
    String token() {
        return token;
    }

    /**
     * Makes the replicas and the links to them; nothing is started.
     *
     * @param zones where they stand; a zone that is named twice has twice as many
     */
    List<Replica> replicas(List<LabZone> zones, int perZone, Optional<Path> archive) throws IOException {
        List<Replica> replicas = new ArrayList<>();
        Map<LabZone, Integer> counts = new EnumMap<>(LabZone.class);
        for (LabZone zone : zones) {
            for (int i = 0; i < perZone; i++) {
                int number = counts.merge(zone, 1, Integer::sum);
                replicas.add(replica(zone, PROGRAM + "-1" + zone.letter() + "-" + number, archive));
            }
        }
        return replicas;
    }

    /** Records the archive of classes for the labs after this one; does nothing if there is one of this build. */
    void record(ClassArchive archive, Cache cache, ParallelStart starting)
            throws IOException, PartFailedException, InterruptedException {
        if (archive.find(cache).isPresent()) {
            return;
        }
        starting.finish(starting.begin("class-archive", context.log(RECORDING), () -> {
            archive.make(cache, file -> recordInto(file, starting));
            return archive;
        }));
    }

    private void recordInto(Path file, ParallelStart starting) throws IOException, InterruptedException {
        try {
            Command.run(recording(file), starting.left());
        } catch (PartFailedException e) {
            throw new IOException(e);
        }
        if (!Files.isRegularFile(file)) {
            throw new IOException("the shop ended without leaving " + file);
        }
    }

    /** Returns what starts a replica that ends as soon as it is warm, and leaves an archive of its classes. */
    private ChildSpec recording(Path archive) throws IOException {
        Map<String, String> environment = environment(RECORDING, context.ports().next(), true);
        return new JavaProgram(ClassRecording.class.getName(), context.classPath(), Optional.empty())
                .recording(RECORDING, environment, context.log(RECORDING), archive);
    }

    private Replica replica(LabZone zone, String name, Optional<Path> archive) throws IOException {
        int port = context.ports().next();
        ChildSpec spec = program(archive).spec(name, List.of(), environment(name, port, false), context.log(name));
        Link link = Link.open(LinkSettings.named("balancer-to-" + name)
                .leadingTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        return new Replica(
                name,
                zone,
                port,
                new ProcessSupervisor(spec, Backoff.USUAL, context.timer(), context.clock(), context.truth()),
                link);
    }

    private JavaProgram program(Optional<Path> archive) {
        return new JavaProgram(Shop.class.getName(), context.classPath(), archive);
    }

    private Map<String, String> environment(String name, int port, boolean endsWhenWarm) {
        Map<String, String> environment = new HashMap<>();
        environment.put("SHOP_NAME", name);
        environment.put("SHOP_CONTROL_TOKEN", token);
        environment.put("SHOP_PORT", Integer.toString(port));
        environment.put("SHOP_DB_PORT", Integer.toString(databasePort));
        environment.put("SHOP_DB_NAME", Setting.DATABASE);
        environment.put("SHOP_DB_USER", login.user());
        environment.put("SHOP_DB_PASSWORD", login.password());
        environment.put("SHOP_CACHE_PORT", Integer.toString(cachePort));
        environment.put("SHOP_CACHE_USER", cacheLogin.user());
        environment.put("SHOP_CACHE_PASSWORD", cacheLogin.password());
        // They share the cores while they start; the scenario's own warm-up does the rest.
        environment.put("SHOP_WARM_ROUNDS", "1");
        // One that starts again may find no database for seconds; cold is the last resort.
        environment.put("SHOP_WARM_MILLIS", "15000");
        // Its input is empty: it ends with it, after it is warm, or not at all. The watchdog ends replicas.
        environment.put("SHOP_STOP_AT_END_OF_INPUT", Boolean.toString(endsWhenWarm));
        environment.putAll(settings);
        return environment;
    }

    /** Runs a replica behind a balancer in one JVM until it is warm: an archive of its classes serves both programs. */
    static final class ClassRecording {
        private ClassRecording() {}

        /** Is set as a replica is, by environment variables. */
        public static void main(String[] arguments) throws IOException, InterruptedException {
            Balancer balancer = Balancer.start(BalancerSettings.usual(), LabClock.wall());
            balancer.replace(List.of(URI.create("http://127.0.0.1:" + System.getenv("SHOP_PORT"))));
            Shop.main(arguments);
        }
    }
}
