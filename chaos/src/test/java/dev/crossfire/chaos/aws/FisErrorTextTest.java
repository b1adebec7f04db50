package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

class FisErrorTextTest {
    private static SdkClientException thrown(String message, Throwable cause) {
        return SdkClientException.builder().message(message).cause(cause).build();
    }

    @Test
    void aRegionThatThereIsNotIsNamedByItsHost() {
        String host = "fis.no-such-region-9.amazonaws.com";
        SdkClientException inner = thrown(
                "Unable to execute HTTP request: " + host + ": Name or service not known",
                new UnknownHostException(host + ": Name or service not known"));
        assertThat(FisErrorText.of("ListActions", thrown("Received an UnknownHostException. See cause.", inner)))
                .hasMessage("AWS FIS, ListActions: " + host + " cannot be reached: no address is known for this host"
                        + " name; check the region's name and that its endpoint can be reached from here");
    }

    @Test
    void anEndpointWithoutANameIsNotInvented() {
        assertThat(FisErrorText.of("ListActions", thrown("Unable to execute HTTP request", new ConnectException())))
                .hasMessageStartingWith(
                        "AWS FIS, ListActions: its endpoint cannot be reached: the connection was refused");
    }
}
