package nl.samenspel.matching.testcountry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCountryTest {

    /// Figures about the engine are told by size and seed; they mean nothing if the country behind them can change.
    @Test
    void the_same_seed_gives_the_same_bytes(@TempDir Path folder) throws Exception {
        TestCountry.of(Size.S, 1).writeTo(folder);

        var digest = MessageDigest.getInstance("SHA-256");
        for (var file : List.of("exclusions.csv", "meta.txt", "requests.csv", "volunteers.csv")) {
            digest.update(Files.readAllBytes(folder.resolve(file)));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("d609134ae043ee9715b4581c4a3014a1cf21c48704cb0d54c627cd5fec31390c");
    }
}
