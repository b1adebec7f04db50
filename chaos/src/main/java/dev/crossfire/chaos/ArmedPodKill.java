package dev.crossfire.chaos;

import dev.crossfire.model.Rate;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.NotAskedException;
import dev.crossfire.spi.Sighting;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pods that are watched and may be killed.
 *
 * <p>One thread may fire it while another looks; looks and the end exclude each other.
 */
final class ArmedPodKill implements Fault {
    /** With the workload behind it: how many of its pods served before. */
    static final String HANDLE = "pods ";

    /** How long a deletion whose answer was not heard may still come to be done. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private final Arming<PodKill.Settings> arming;
    private final List<Flock> flocks;
    private final @Nullable PodStorm storm;
    private final Aftermath aftermath = new Aftermath(SETTLING);
    private final Clock clock = Clock.systemUTC();
    private volatile boolean takenBack;

    private ArmedPodKill(Arming<PodKill.Settings> arming, List<Flock> flocks) {
        this.arming = arming;
        this.flocks = List.copyOf(flocks);
        Rate rate = arming.settings().rate();
        this.storm = rate == null
                ? null
                : new PodStorm(this.flocks, arming.settings(), rate.perSecond(), arming.run(), arming.fault(), clock);
    }

    static ArmedPodKill of(Arming<PodKill.Settings> arming) throws FaultException {
        Map<String, List<Pods>> workloads = new LinkedHashMap<>();
        for (Target target : arming.targets()) {
            Pods pods = arming.environment().offer(target, Pods.class);
            workloads
                    .computeIfAbsent(pods.workload(), name -> new ArrayList<>())
                    .add(pods);
        }
        List<Flock> flocks = new ArrayList<>();
        try {
            for (List<Pods> targets : workloads.values()) {
                Flock flock = Flock.of(targets, arming.settings());
                flocks.add(flock);
                flock.pods().permit(arming.run(), arming.fault(), PodKill.longest(arming.settings()));
            }
            return new ArmedPodKill(arming, flocks);
        } catch (FaultException | RuntimeException broken) {
            flocks.forEach(Flock::close);
            TakingBack.after(broken, () -> new PodKill().heal(arming, Map.of()));
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        Map<String, String> handle = new LinkedHashMap<>();
        flocks.forEach(flock -> handle.put(HANDLE + flock.pods().workload(), Long.toString(flock.before())));
        return handle;
    }

    @Override
    public void inject() throws FaultException {
        for (Flock flock : flocks) {
            if (!flock.pods().mayKill(arming.run(), arming.fault())) {
                throw new NotAskedException("the fault's leave to kill pods of "
                        + flock.pods().workload() + " was taken away: somebody healed it");
            }
        }
        aftermath.asked();
        try {
            if (storm != null) {
                storm.begin();
            } else {
                killAll();
            }
        } finally {
            boolean begun = flocks.stream().anyMatch(Flock::wasAsked);
            aftermath.ended(new End(begun, null));
        }
    }

    private void killAll() throws FaultException {
        for (Flock flock : flocks) {
            for (Pod pod : flock.targeted(arming.settings())) {
                flock.kill(arming.run(), arming.fault(), pod, arming.settings().grace());
            }
        }
    }

    @Override
    public synchronized Sighting look() {
        boolean whole = flocks.stream().allMatch(Flock::whole);
        int killed = flocks.stream().mapToInt(Flock::killed).sum();
        int away = flocks.stream().mapToInt(Flock::gone).sum();
        boolean bitten = away > 0 && (storm != null || away == killed);
        boolean over = storm == null || !aftermath.wasAsked() || storm.isOver();
        boolean cleared = whole && over && away == killed;
        Sighting seen = new Sighting(whole, bitten, cleared, "");
        boolean gone = takenBack ? cleared : aftermath.isGone(seen, clock.instant());
        return new Sighting(whole, bitten, gone, words());
    }

    /** Without its leave nothing that was asked for and not answered can come to be done any more. */
    @Override
    public void takenBack() {
        takenBack = true;
    }

    private String words() {
        String seen = flocks.stream().map(Flock::seen).collect(Collectors.joining("; "));
        String trouble = storm == null ? null : storm.trouble();
        return trouble == null ? seen : seen + "; " + trouble;
    }

    @Override
    public synchronized void close() {
        if (storm != null) {
            storm.close();
        }
        flocks.forEach(Flock::close);
    }
}
