package nl.samenspel.matching.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import nl.samenspel.matching.testcountry.RoundChecker;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundFilesTest {

    @TempDir
    private Path folder;

    @Test
    void a_country_is_distributed_and_the_checker_confirms_every_line_and_the_bound() throws IOException {
        TestCountry.of(Size.S, 1).writeTo(folder);
        MatchingFolder.read(folder).round(order(5), files());
        var checker = new RoundChecker(folder);

        assertThat(checker.violations(files().answer())).isEmpty();
        assertThat(number("objective")).isEqualTo(checker.objective(files().answer()));
        assertThat(number("bound")).isEqualTo(checker.bound(files().prices()));
        assertThat(number("requestsInFull") + number("requestsInPart") + number("requestsOpen"))
                .isEqualTo(1_500);
        assertThat(report()).contains("\"openReasons\": {").contains("\"everyone-full\": ");

        damagedAnswersAreNoticed(checker);
    }

    /// The checker is worth something only if it notices.
    private void damagedAnswersAreNoticed(RoundChecker checker) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(files().answer()));
        var first = lines.get(1).split(",", -1);
        var damaged = folder.resolve("damaged.csv");

        lines.set(1, first[0] + "," + first[1] + ",9");
        Files.write(damaged, lines);
        assertThat(checker.violations(damaged)).isNotEmpty();

        lines.set(1, first[0] + "," + (Integer.parseInt(first[1]) + 1) + "," + first[2]);
        Files.write(damaged, lines);
        assertThat(checker.violations(damaged)).isNotEmpty();

        var prices = new ArrayList<>(Files.readAllLines(files().prices()));
        for (int i = 1; i < prices.size(); i++) {
            var price = prices.get(i).split(",", -1);
            prices.set(i, price[0] + "," + 0.5 * Double.parseDouble(price[1]) + "," + price[2]);
        }
        Files.write(damaged, prices);
        assertThat(checker.bound(damaged)).isNotEqualTo(number("bound"));
    }

    @Test
    void plain_pairs_are_distributed_and_proven() throws IOException {
        writePairs();
        PairsFolder.read(folder).round(order(1), files());

        assertThat(files().answer()).hasContent("""
            request_id,volunteer_id,hours
            0,1,1
            1,0,2
            """);
        assertThat(files().prices()).content().startsWith("request_id,price,part_price\n0,");
        assertThat(report()).contains("\"objective\": 25").contains("\"bound\": 25");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        pairs.csv      | 1,1,4  | 1,1,NaN    | pairs.csv, line 5, column points
        pairs.csv      | 1,1,4  | 1,2,4      | pairs.csv, line 5, column volunteer_id
        pairs.csv      | 1,1,4  | 1,0,4      | was paired with request 1 before
        pairs.csv      | 1,1,4  | 1,1        | pairs.csv, line 5
        requests.csv   | 1,2,2,1| 1,2,2,3    | requests.csv, line 3, column min_part
        requests.csv   | 1,2,2,1| 0,2,2,1    | requests.csv, line 3, column id
        volunteers.csv | free_h | free       | column free_h: is missing from the header
        """)
    void pairs_that_cannot_be_used_are_refused_and_nothing_is_written(
            String file, String right, String wrong, String told) throws IOException {
        writePairs();
        var path = folder.resolve(file);
        Files.writeString(path, Files.readString(path).replace(right, wrong));

        assertThatThrownBy(() -> PairsFolder.read(folder).round(order(1), files()))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining(told);
        assertThat(files().answer()).doesNotExist();
    }

    @Test
    void when_one_file_cannot_be_written_none_is_and_nothing_is_left_behind() throws IOException {
        writePairs();
        var nowhere = new RoundFiles(
                folder.resolve("answer.csv"), folder.resolve("prices.csv"), folder.resolve("none/report.json"));

        assertThatThrownBy(() -> PairsFolder.read(folder).round(order(1), nowhere))
                .isInstanceOf(IOException.class);
        try (var left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("pairs.csv", "requests.csv", "volunteers.csv");
        }
    }

    @Test
    void an_order_that_cannot_be_is_refused_in_words() {
        assertThatThrownBy(() -> new RoundOrder(5, 2.0, 1, "none")).hasMessageContaining("not both");
        assertThatThrownBy(() -> new RoundOrder(0, null, 1, "none")).hasMessageContaining("--effort");
        assertThatThrownBy(() -> new RoundOrder(null, Double.NaN, 1, "none")).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> new RoundOrder(null, null, 0, "none")).hasMessageContaining("--threads");
        assertThatThrownBy(() -> new RoundOrder(null, null, 1, "some")).hasMessageContaining("--fairness");
    }

    private void writePairs() throws IOException {
        Files.writeString(folder.resolve("pairs.csv"), """
            request_id,volunteer_id,points
            1,0,8
            0,0,10
            0,1,9
            1,1,4
            """);
        Files.writeString(folder.resolve("requests.csv"), """
            id,hours,max_parts,min_part
            0,1,1,1
            1,2,2,1
            """);
        Files.writeString(folder.resolve("volunteers.csv"), """
            id,free_h,slots,load_h,budget_h
            0,2,2,0,0
            1,1,1,0,0
            """);
    }

    private static RoundOrder order(int effort) {
        return new RoundOrder(effort, null, 1, "none");
    }

    private RoundFiles files() {
        return new RoundFiles(
                folder.resolve("answer.csv"), folder.resolve("prices.csv"), folder.resolve("report.json"));
    }

    private String report() throws IOException {
        return Files.readString(files().report());
    }

    private long number(String key) throws IOException {
        var after = report().split("\"" + key + "\": ", -1)[1];
        return Long.parseLong(after.split(",", -1)[0]);
    }
}
