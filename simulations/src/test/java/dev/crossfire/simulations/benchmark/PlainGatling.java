package dev.crossfire.simulations.benchmark;

import dev.crossfire.simulations.recorder.Gatling;
import io.gatling.app.Runner;
import io.gatling.commons.util.DefaultClock;
import io.gatling.core.actor.ActorSystem;
import io.gatling.core.cli.GatlingArgs;
import io.gatling.core.config.GatlingConfiguration;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.nio.file.Path;
import scala.Option;

/** Gatling with its defaults and its own log; only its request to the internet for a newer version is left out. */
public final class PlainGatling {
    private PlainGatling() {}

    private static final class OfflineRunner extends Runner {
        OfflineRunner(ActorSystem actors, EventLoopGroup loops, GatlingArgs args, GatlingConfiguration configuration) {
            super(actors, loops, new DefaultClock(), args, configuration);
        }

        @Override
        public void displayVersionWarning() {}
    }

    /** Runs {@link SteadySimulation} and writes Gatling's log into the folder that is named. */
    public static void main(String[] args) {
        Gatling.keepToItself();
        System.setProperty("gatling.data.writers.0", "file");
        Option<String> none = Option.empty();
        GatlingArgs arguments = new GatlingArgs(
                Option.apply(SteadySimulation.class.getName()),
                none,
                true,
                none,
                Option.apply(Path.of(args[0])),
                none,
                none);
        GatlingConfiguration configuration = GatlingConfiguration.load();
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        try (ActorSystem actors = new ActorSystem()) {
            new OfflineRunner(actors, loops, arguments, configuration).run();
        }
        // Gatling's threads would keep the process alive.
        System.exit(0);
    }
}
