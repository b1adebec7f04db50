package dev.crossfire.chaos.command;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.testkit.FaultContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of a fault that commands inject, on a plain process: stopped and continued by {@code kill}. */
@Tag("live")
class CommandPauseTest extends FaultContract<ProcessPause.Settings> {
    @TempDir
    Path records;

    /** Is the process that is paused. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        System.out.println(server.getAddress().getPort());
    }

    @Override
    protected FaultKind<ProcessPause.Settings> kind() {
        return new ProcessPause();
    }

    @Override
    protected ProcessPause.Settings faultSettings() {
        return new ProcessPause.Settings();
    }

    @Override
    protected Testbed testbed() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandPauseTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String port = process.inputReader().readLine();
        String pid = Long.toString(process.pid());
        FaultCommands pause = new FaultCommands(
                List.of("kill", "-STOP", pid),
                List.of("kill", "-CONT", pid),
                List.of("sh", "-c", "case $(ps -o stat= -p " + pid + ") in T*) echo stopped; exit 1;; esac"),
                null);
        RoleProbe probe = RoleProbe.at("http://127.0.0.1:" + port + "/");
        CommandRole role = CommandRoles.of(Map.of(Capability.PAUSE, pause), probe);
        return new CommandTestbed(records, "search", role) {
            @Override
            public void close() {
                process.destroyForcibly();
            }
        };
    }
}
