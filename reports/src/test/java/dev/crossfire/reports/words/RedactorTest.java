package dev.crossfire.reports.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password=Xy9-zzz",
                "{\"apiKey\": \"Xy9-zzz\"}",
                "Authorization: Bearer Xy9-zzzzzz",
                "Basic Xy9-zzz=",
                "Authorization: Basic Xyz-Xy9",
                "postgresql://app:Xy9-zzz@db/shop",
                "client_secret: 'Xy9-zzz and more'",
                "?access_token=Xy9-zzz&x=1",
                "Set-Cookie: Xy9-zzz",
                "jwt eyJXy9-zzz.Xy9-zzz.Xy9-zzz",
                "-----BEGIN RSA PRIVATE KEY-----\nXy9-zzz"
            })
    void secretsAreHidden(String text) {
        assertThat(Redactor.text(text, 200)).doesNotContain("Xy9").contains("[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS FIS, StartExperiment: ExpiredTokenException: The security token included in the request is expired",
                "ExpiredToken: The provided token has expired",
                "InvalidClientTokenId: The security token included in the request is invalid; sign in again",
                "the security token included in the request is expired"
            })
    void whatIsWrongWithAnExpiredTokenStaysLegible(String text) {
        assertThat(Redactor.text(text, 200)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "InvalidToken: Xy9-zzz",
                "ExpiredToken=Xy9-zzz",
                "SecurityToken: Xy9-zzz",
                "x-amz-security-token: Xy9-zzz",
                "TokenError: Xy9-zzz",
                "InvalidToken: Xy9zzz is no token"
            })
    void anErrorsNameHidesWhatIsNoSentence(String text) {
        assertThat(Redactor.text(text, 200)).doesNotContain("Xy9").contains("[hidden]");
    }

    @Test
    void aSecretIsHiddenEvenWhereTheTextIsCut() {
        assertThat(Redactor.text("password=" + "S".repeat(9000), 400)).isEqualTo("password=[hidden]");
    }

    @Test
    void peacefulTextsStayAsTheyAre() {
        String text = "status.find.is(201), but actually found 503; Größe – 5 × 3 … 票";
        assertThat(Redactor.text(text, 200)).isEqualTo(text);
    }

    @Test
    void aScenarioMayBeCalledBasicAndARequestByItsAddress() {
        for (String text : List.of(
                "Basic recovered after 3.42 s",
                "Basic checkout / GET https://shop.example.org/cart?page=2#top",
                "Digest of Bearer users")) {
            assertThat(Redactor.text(text, 200)).isEqualTo(text);
        }
    }

    @Test
    void whatCannotBeSeenIsASpace() {
        assertThat(Redactor.text("a\u0000b\u001b[31mc\u202ed\ud800e\nf", 200)).isEqualTo("a b [31mc d e f");
    }

    @Test
    void longTextsAreCutBetweenLetters() {
        assertThat(Redactor.text("😀".repeat(10), 5)).isEqualTo("😀".repeat(4) + "…");
    }

    @Test
    void aSettingNamedLikeASecretIsHiddenAsAWhole() {
        assertThat(Redactor.value("apiToken", "Xy9", 200)).isEqualTo("[hidden]");
        assertThat(Redactor.value("event", "42", 200)).isEqualTo("42");
    }
}
