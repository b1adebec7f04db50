package dev.crossfire.lab;

import dev.crossfire.lab.balancer.Balancer;
import dev.crossfire.lab.balancer.BalancerSettings;
import dev.crossfire.lab.shop.Shop;
import dev.crossfire.lab.time.LabClock;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Runs a replica behind a balancer in one JVM until it is warm: an archive of its classes serves both programs. */
final class ClassRecording {
    private ClassRecording() {}

    /** Is set as a replica is, by environment variables. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Balancer balancer = Balancer.start(BalancerSettings.usual(), LabClock.wall());
        balancer.replace(List.of(URI.create("http://127.0.0.1:" + System.getenv("SHOP_PORT"))));
        Shop.main(arguments);
    }
}
