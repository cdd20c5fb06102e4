package nl.samenspel.access;

import static nl.samenspel.access.PasswordRules.Weakness.COMMON;
import static nl.samenspel.access.PasswordRules.Weakness.OWN;
import static nl.samenspel.access.PasswordRules.Weakness.SHORT;
import static nl.samenspel.access.PasswordRules.Weakness.SIMPLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be a password, without anybody's account.
@NullUnmarked
class PasswordRulesTest {

    private static final List<String> OWN_WORDS =
            List.of("Anneke", "van", "Dongen", "Zonnebloem Breda", "samenspel", "anneke", "dongen", "voorbeeld");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "een lange zin",
                "vier woorden en een fiets",
                "paard batterij nietje goed",
                "  spaties tellen mee  ",
                "ΔΩ летом 夏の空で",
                "Tr0ub4dor&3x"
            })
    void a_sentence_of_ones_own_is_fine(String password) {
        assertThat(PasswordRules.weaknessOf(password, OWN_WORDS)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1q2w3e4r5t",
                "Qwertyuiop",
                "PASSWORD123",
                "Welkom2026!",
                "wachtwoord01",
                "!!Zomer2026",
                "Vrijwilliger1",
                "iloveyou2026"
            })
    void what_many_people_have_is_refused_however_it_is_dressed_up(String password) {
        assertThat(PasswordRules.weaknessOf(password, OWN_WORDS)).contains(COMMON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AnnekevanDongen",
                "anneke.dongen@voorbeeld",
                "Dongen-1962-02",
                "ZonnebloemBreda",
                "zonnebloem breda 24",
                "Samenspel-2026",
                "1Samenspel-Anneke"
            })
    void names_that_others_know_are_refused(String password) {
        assertThat(PasswordRules.weaknessOf(password, OWN_WORDS)).isNotEmpty();
        assertThat(PasswordRules.weaknessOf(password, List.of()).orElse(COMMON))
                .as("without knowing whose it is, no more than common")
                .isEqualTo(COMMON);
    }

    @Test
    void a_name_within_a_sentence_is_fine() {
        assertThat(PasswordRules.weaknessOf("Anneke fietst naar Dongen", OWN_WORDS))
                .isEmpty();
        assertThat(PasswordRules.weaknessOf("AnnekevanDongen", OWN_WORDS)).contains(OWN);
    }

    @Test
    void too_short_and_too_simple_are_told_apart() {
        assertThat(PasswordRules.weaknessOf("k8#vW2!q", OWN_WORDS)).contains(SHORT);
        assertThat(PasswordRules.weaknessOf("ababababab", OWN_WORDS)).contains(SIMPLE);
    }

    /// ASVS 5.0, 6.2.4: the 3,000 commonest of those that are long enough, at least.
    @Test
    void ten_thousand_common_ones_are_known_that_are_long_enough() throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        PasswordRules.class.getResourceAsStream("/access/common-passwords.txt.gz"))),
                StandardCharsets.UTF_8))) {
            var longEnough = lines.lines()
                    .filter(line -> !line.startsWith("# "))
                    .filter(line -> line.length() >= PasswordRules.SHORTEST)
                    .filter(line -> line.codePoints().distinct().count() >= 4)
                    .toList();
            assertThat(longEnough)
                    .hasSizeGreaterThanOrEqualTo(10_000)
                    .allSatisfy(password -> assertThat(PasswordRules.weaknessOf(password, List.of()))
                            .contains(COMMON));
        }
    }
}
