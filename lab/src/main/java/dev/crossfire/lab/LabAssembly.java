package dev.crossfire.lab;

import dev.crossfire.lab.LabTasks.StressRequests;
import dev.crossfire.lab.LabZones.ZonePoweredProcess;
import dev.crossfire.lab.Replica.HttpReadiness;
import dev.crossfire.lab.Replica.ReplicaGroup;
import dev.crossfire.lab.alarm.AlarmDaemon;
import dev.crossfire.lab.alarm.AlarmPanel;
import dev.crossfire.lab.alarm.AlarmRule;
import dev.crossfire.lab.cache.Binaries;
import dev.crossfire.lab.cache.Cache;
import dev.crossfire.lab.cache.ClassArchive;
import dev.crossfire.lab.cache.FileTrust;
import dev.crossfire.lab.cache.LabPaths;
import dev.crossfire.lab.fis.AlarmStates.AlarmState;
import dev.crossfire.lab.fis.ExperimentClock.ScheduledExperimentClock;
import dev.crossfire.lab.fis.http.FisEndpoint;
import dev.crossfire.lab.fis.http.FisSettings;
import dev.crossfire.lab.kubernetes.Certificate;
import dev.crossfire.lab.kubernetes.KubernetesApi;
import dev.crossfire.lab.kubernetes.Workload;
import dev.crossfire.lab.postgres.Logins;
import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.postgres.Setting;
import dev.crossfire.lab.process.ChildSpec;
import dev.crossfire.lab.process.Command;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.PortBlock;
import dev.crossfire.lab.process.ServerUser;
import dev.crossfire.lab.truth.TruthLog;
import dev.crossfire.lab.zone.LabZone;
import dev.crossfire.lab.zone.ZoneSupply.ZoneSupplies;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** Puts the lab together; what it has put together is closed by the {@link ClosableParts} it was given. */
final class LabAssembly {
    /** The Kubernetes namespace that the shop's pods are in. */
    private static final String NAMESPACE = "ticketing";

    /** Of 150: ten are left for all, three of them for superusers; the shop alone has twelve. */
    private static final int RESERVED_BY_FLAW = 140;

    private final LabSettings settings;
    private final ClosableParts parts;
    private final ParallelStart starting;
    private final Clock clock;
    private final Cache cache;
    private final LabContext context;
    private final Binaries binaries;

    private LabAssembly(
            LabSettings settings,
            ClosableParts parts,
            ParallelStart starting,
            Clock clock,
            Cache cache,
            LabContext context) {
        this.settings = settings;
        this.parts = parts;
        this.starting = starting;
        this.clock = clock;
        this.cache = cache;
        this.context = context;
        this.binaries = new Binaries(cache, Binaries.Platform.here());
    }

    /**
     * Starts everything and returns when it is ready.
     *
     * @param parts takes whatever must be closed, from the first moment on
     * @throws PartFailedException if a part does not get ready in time
     */
    static ReadyLine start(LabSettings settings, ClosableParts parts, Clock clock, ParallelStart.Progress progress)
            throws Exception {
        LabPaths places = LabPaths.here();
        Cache cache = Cache.open(settings.cache == null ? places.cache() : settings.cache);
        Random random = new Random();
        Path wanted = settings.dir == null
                ? places.labs().resolve("lab-" + Long.toHexString(random.nextLong()))
                : settings.dir;
        LabFolder folder = parts.add(LabFolder.make(wanted));
        LabContext context = context(settings, parts, clock, folder.path(), random);
        if (context.runAs().owner().isPresent()) {
            FileTrust.passable(folder.path());
            FileTrust.passable(cache.path(""));
        }
        ParallelStart starting = parts.add(new ParallelStart(clock, settings.readyWithin, progress));
        return new LabAssembly(settings, parts, starting, clock, cache, context).assemble();
    }

    private static LabContext context(
            LabSettings settings, ClosableParts parts, Clock clock, Path folder, Random random) throws Exception {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "restarts");
            thread.setDaemon(true);
            return thread;
        });
        parts.add((AutoCloseable) timer::shutdownNow);
        PortBlock ports = parts.add(PortBlock.claim(random));
        Path truthFile = Optional.ofNullable(settings.truth).orElseGet(() -> folder.resolve("truth.jsonl"));
        TruthLog truth = parts.add(TruthLog.open(truthFile.toAbsolutePath(), clock));
        return new LabContext(
                folder, ports, ServerUser.of(folder), ZoneSupplies.everywhere(), timer, clock, truth, classPath());
    }

    /** The programs run in another folder than the lab, where relative paths lead nowhere. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private ReadyLine assemble() throws Exception {
        var redisProgram = starting.begin("redis-binaries", context.log("redis"), binaries::redis);
        var postgresHome = starting.begin("postgres-binaries", context.log("postgres"), binaries::postgres);
        ParallelStart.Begun<Certificate> certificate = certificate();
        DatabaseTier database = parts.add(database(starting.finish(postgresHome)));
        CacheTier redis = parts.add(CacheTier.open(context, starting.finish(redisProgram), settings.failover()));
        Shops shops =
                new Shops(context, database.shop(), database.shopPort(), redis.login(), redis.port(), settings.shop());
        Optional<ClassArchive> archive = ClassArchive.of(Shops.PROGRAM, context.classPath());
        Optional<Path> classes = archive.flatMap(known -> known.find(cache));
        List<Replica> replicas = parts.add(
                        new ReplicaGroup(shops.replicas(settings.zones(), settings.replicasPerZone, classes)))
                .replicas();
        BalancerTier balancer = parts.add(BalancerTier.open(context, replicas, classes, settings.balancer()));
        empower(replicas, redis);
        LabNetwork network = new LabNetwork(balancer, replicas, database, redis);
        LabZones zones = new LabZones(context.supplies(), network);
        LabTasks tasks = new LabTasks(replicas, new StressRequests(shops.token()));
        LabWorkflows workflows =
                new LabWorkflows(database.supervisor(), context.timer(), settings.workflows(), context::log);
        LabInventory inventory = new LabInventory(database.supervisor(), redis, network, zones, tasks, workflows);
        ParallelStart.Begun<DatabaseTier> writer = starting.begin("database", context.log(database.name()), () -> {
            database.startWriter();
            return database;
        });
        var cached = starting.begin(CacheTier.NAME, context.log(CacheTier.NAME), () -> redis.start(starting.left()));
        AlarmDaemon daemon = parts.add(AlarmDaemon.open(context.ports().next(), clock));
        AlarmPanel alarms = new AlarmPanel(LabInventory.ACCOUNT, balancer.status(), clock, daemon, errorAlarm());
        FisEndpoint fis = parts.add(FisEndpoint.open(
                FisSettings.of(context.ports().next(), LabInventory.ACCOUNT, alarms, settings.seed),
                inventory,
                new ScheduledExperimentClock(clock, context.timer())));
        List<ParallelStart.Begun<?>> begun = startAfter(writer, replicas);
        balancer.supervisor().start();
        KubernetesApi kubernetes = parts.add(KubernetesApi.open(
                new KubernetesApi.Ports(context.ports().next(), context.ports().next()),
                starting.finish(certificate),
                new Workload(
                        NAMESPACE,
                        Shops.PROGRAM,
                        "crossfire-lab/shop",
                        replicas.stream().map(Replica::slot).toList()),
                clock,
                settings.seed));
        for (ParallelStart.Begun<?> each : begun) {
            starting.finish(each);
        }
        starting.finish(cached);
        starting.finish(starting.begin("balancer", balancer.log(), () -> balancer.await(starting.left())));
        // While parts start, a full machine answers probes too late, and the lab would fail over before it is ready.
        database.supervisor().watch();
        parts.add(alarms.watch());
        if (archive.isPresent()) {
            shops.record(archive.get(), cache, starting);
        }
        ReadyLine.AlertSources watch = new ReadyLine.AlertSources(balancer.status(), daemon.uri(), daemon.token());
        return ReadyLine.of(
                context,
                balancer.clientUrl(),
                fis,
                kubernetes,
                database.access(),
                redis.access(),
                inventory,
                alarms,
                watch);
    }

    private ParallelStart.Begun<Certificate> certificate() {
        Path log = context.log("certificate");
        return starting.begin("certificate", log, () -> {
            Path file = context.folder().resolve("certificate.p12");
            String password = UUID.randomUUID().toString();
            Certificate.Keytool keytool = Certificate.making(file, password);
            Command.run(new ChildSpec("certificate", keytool.command(), keytool.environment(), log), starting.left());
            return Certificate.take(file, password);
        });
    }

    private void empower(List<Replica> replicas, CacheTier redis) {
        replicas.forEach(replica ->
                context.supplies().power().connect(replica.zone(), new ZonePoweredProcess(replica.supervisor())));
        redis.group().nodes().forEach(node -> context.supplies()
                .power()
                .connect(node.zone(), new ZonePoweredProcess(node.supervisor())));
    }

    private DatabaseTier database(Path home) throws IOException {
        Setting setting = new Setting(home, context.runAs(), Logins.random(), context.truth(), cache);
        Server first = new Server(setting, LabZone.A, context.ports().next(), context.folder());
        int reserved = settings.has(Flaw.POOL_TOO_SMALL_AFTER_FAILOVER) ? RESERVED_BY_FLAW : 0;
        Server second = new Server(setting, LabZone.B, context.ports().next(), context.folder(), reserved);
        Duration staleFor = settings.has(Flaw.STALE_ADDRESS) ? Duration.ofSeconds(30) : Duration.ZERO;
        DatabaseTier.ShopSide shop =
                new DatabaseTier.ShopSide(settings.missingConstraints(), staleFor, context.timer());
        return new DatabaseTier(settings.failover(), setting, first, second, context.supplies(), clock, shop);
    }

    private AlarmRule errorAlarm() {
        if (settings.has(Flaw.ALARM_NEVER_RAISED)) {
            return new AlarmPanel.DeafAlarm(AlarmState.OK, AlarmState.OK);
        }
        return settings.has(Flaw.ALARM_ALWAYS_RAISED)
                ? new AlarmPanel.DeafAlarm(AlarmState.ALARM, AlarmState.OK)
                : new AlarmPanel.ErrorAlarm();
    }

    /** Starts the shop's processes once there is a writer: six whose connections fail delay its start. */
    private List<ParallelStart.Begun<?>> startAfter(ParallelStart.Begun<DatabaseTier> writer, List<Replica> replicas)
            throws PartFailedException, InterruptedException {
        DatabaseTier database = starting.finish(writer);
        List<ParallelStart.Begun<?>> begun = new ArrayList<>();
        begun.add(starting.begin("standby", context.log(database.name()), () -> {
            database.startReader();
            return database;
        }));
        // All at once they take the caches from each other, and each costs a quarter more.
        Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors() + 1);
        for (Replica replica : replicas) {
            begun.add(starting.begin(replica.name(), context.log(replica.name()), () -> start(replica, turns)));
        }
        return begun;
    }

    private Replica start(Replica replica, Semaphore turns)
            throws IOException, PartFailedException, InterruptedException {
        turns.acquire();
        try {
            replica.supervisor().start();
            HttpReadiness.await(replica.supervisor(), replica.health(), starting.left());
            return replica;
        } finally {
            turns.release();
        }
    }
}
