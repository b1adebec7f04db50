package dev.crossfire.chaos.toxiproxy;

import java.io.IOException;
import org.junit.jupiter.api.Tag;

/** On an emulated Toxiproxy server, in every build. */
@Tag("live")
class EmulatedToxiproxyTest extends ToxiproxyContracts {
    @Override
    Server server() throws IOException {
        EmulatedToxiproxy toxiproxy = new EmulatedToxiproxy();
        return new Server(toxiproxy.url(), toxiproxy::close);
    }
}
