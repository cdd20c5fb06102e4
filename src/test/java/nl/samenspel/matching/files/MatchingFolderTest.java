package nl.samenspel.matching.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.matching.testcountry.TestCountry;
import nl.samenspel.matching.testcountry.TestCountry.Size;
import nl.samenspel.matching.testcountry.TopTenChecker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingFolderTest {

    private static final String META = """
            name=two
            seed=-1
            volunteers=2
            requests=2
            exclusions=1
            format=1
            """;

    private static final String VOLUNTEERS = """
            id,org,branch,muni,x,y,lat,lon,radius_m,skills,like,love,quals,langs,gender,client_gender_ok,avail,avail_from,org_mask,budget_h,load_h,free_h,slots
            0,0,5,1,1000,2000,52.1,5.3,500,8000000000000001,1,8000000000000000,1,1,1,7,2097151,0,1,4,2,2,1
            1,19,6,1,1000,2300,52.1,5.3,500,1,0,0,255,4095,2,7,2097151,0,1048575,1,0,2,5
            """;

    private static final String REQUESTS = """
            id,org,branch,muni,x,y,lat,lon,activity,quals,langs,gender_ok,client_gender,dayparts,min_overlap,start_day,hours,max_parts,min_part,wait_days,urgency
            0,0,5,1,1000,2100,52.1,5.3,63,1,1,7,0,3,1,0,1,1,1,90,3
            1,0,5,1,1000,2100,52.1,5.3,0,0,1,7,0,31,1,0,4,2,2,0,0
            """;

    private static final String EXCLUSIONS = """
            request_id,volunteer_id
            0,1
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("meta.txt"), META);
        Files.writeString(folder.resolve("volunteers.csv"), VOLUNTEERS);
        Files.writeString(folder.resolve("requests.csv"), REQUESTS);
        Files.writeString(folder.resolve("exclusions.csv"), EXCLUSIONS);
    }

    @Test
    void why_tells_every_criterion_of_a_pair_that_may_meet() throws IOException {
        assertThat(MatchingFolder.read(folder).why(0, 0))
                .containsExactly(
                        "Volunteer 0 may be proposed for request 0:",
                        "motive        300",
                        "distance      160",
                        "day-parts      50",
                        "familiar       60",
                        "waiting       100",
                        "urgency       180",
                        "spare           0",
                        "base           50",
                        "load          -60",
                        "total         840");
    }

    @Test
    void why_not_tells_every_condition_that_fails() throws IOException {
        assertThat(MatchingFolder.read(folder).why(0, 1))
                .containsExactly("Volunteer 1 may not be proposed for request 0. What fails:", "activity", "pair");
    }

    @Test
    void the_ten_best_are_written_by_rank() throws IOException {
        var out = folder.resolve("top.csv");

        assertThat(MatchingFolder.read(folder).writeTopTen(2, out)).isEqualTo(2);
        assertThat(out).hasContent("""
                request_id,rank,volunteer_id,score
                0,1,0,840
                1,1,0,452
                1,2,1,206
                """);
    }

    @Test
    void a_request_that_nobody_fits_has_one_line_that_says_so() throws IOException {
        replace("requests.csv", "2100,52.1,5.3,63", "2100,52.1,5.3,62");
        var out = folder.resolve("top.csv");

        assertThat(MatchingFolder.read(folder).writeTopTen(1, out)).isZero();
        assertThat(out).hasContent("""
                request_id,rank,volunteer_id,score
                0,1,-1,0
                """);
    }

    @Test
    void columns_are_found_by_name_wherever_they_stand_and_others_are_passed_over() throws IOException {
        Files.writeString(folder.resolve("exclusions.csv"), """
                why,volunteer_id,request_id
                family,1,0
                """);

        assertThat(MatchingFolder.read(folder).why(0, 1)).contains("pair");
    }

    @Test
    void the_last_line_may_lack_its_end() throws IOException {
        Files.writeString(folder.resolve("exclusions.csv"), "request_id,volunteer_id\n0,1");

        assertThat(MatchingFolder.read(folder).why(0, 1)).contains("pair");
    }

    @Test
    void an_empty_country_is_in_order() throws IOException {
        Files.writeString(folder.resolve("meta.txt"), META.replaceAll("=[12]\nr", "=0\nr"));
        replace("meta.txt", "requests=2", "requests=0");
        replace("meta.txt", "exclusions=1", "exclusions=0");
        Files.writeString(
                folder.resolve("volunteers.csv"), VOLUNTEERS.lines().findFirst().orElseThrow());
        Files.writeString(
                folder.resolve("requests.csv"), REQUESTS.lines().findFirst().orElseThrow());
        Files.writeString(folder.resolve("exclusions.csv"), "request_id,volunteer_id\n");

        assertThat(MatchingFolder.read(folder).writeTopTen(0, folder.resolve("top.csv")))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void an_independent_judge_finds_the_same_ten_in_every_country(long seed) throws IOException {
        var country = TestCountry.of(Size.S, seed);
        country.writeTo(folder);
        var out = folder.resolve("top.csv");

        int requests = country.requests().size();
        assertThat(MatchingFolder.read(folder).writeTopTen(requests, out)).isGreaterThan(1_000);
        assertThat(TopTenChecker.violations(folder, out, requests)).isEmpty();
    }

    @Test
    void the_judge_notices_a_wrong_score_a_wrong_order_and_a_missing_request() throws IOException {
        TestCountry.of(Size.S, 7).writeTo(folder);
        var out = folder.resolve("top.csv");
        MatchingFolder.read(folder).writeTopTen(20, out);
        var right = Files.readAllLines(out);
        int line = IntStream.range(1, right.size())
                .filter(i -> right.get(i + 1).split(",", -1)[1].equals("2"))
                .findFirst()
                .orElseThrow();
        var first = right.get(line).split(",", -1);
        var second = right.get(line + 1).split(",", -1);

        assertThat(TopTenChecker.violations(folder, out, 20)).isEmpty();
        assertThat(TopTenChecker.violations(folder, out, 21)).hasSize(1);
        assertThat(TopTenChecker.violations(folder, out, 19)).hasSize(1);
        replace("top.csv", right.get(line), String.join(",", first[0], "1", first[2], first[3] + "0"));
        assertThat(TopTenChecker.violations(folder, out, 20)).hasSize(1);
        replace(
                "top.csv",
                String.join(",", first[0], "1", first[2], first[3] + "0") + "\n" + right.get(line + 1),
                String.join(",", first[0], "1", second[2], second[3]) + "\n"
                        + String.join(",", first[0], "2", first[2], first[3]));
        assertThat(TopTenChecker.violations(folder, out, 20)).hasSize(1);
    }

    @ParameterizedTest(name = "{3}")
    @MethodSource
    void a_file_that_is_wrong_is_refused_with_the_place_where(String file, String right, String wrong, String message)
            throws IOException {
        replace(file, right, wrong);

        assertThatThrownBy(() -> MatchingFolder.read(folder))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage(message);
    }

    static Stream<Arguments> a_file_that_is_wrong_is_refused_with_the_place_where() {
        return Stream.of(
                // the file as a whole
                wrong(
                        "volunteers.csv",
                        VOLUNTEERS,
                        "",
                        "volunteers.csv, line 1, column id: the file is empty, it has no header"),
                wrong(
                        "volunteers.csv",
                        "radius_m",
                        "radius",
                        "volunteers.csv, line 1, column radius_m: is missing from the header"),
                wrong(
                        "volunteers.csv",
                        "id,org",
                        "id,id",
                        "volunteers.csv, line 1, column id: stands in the header twice"),
                wrong(
                        "volunteers.csv",
                        "skills",
                        "skílls",
                        "volunteers.csv, line 1, column 10: has a character (byte 195) that is not plain ASCII text"),
                wrong(
                        "volunteers.csv",
                        "slots\n",
                        "slots\r\n",
                        "volunteers.csv, line 1, column 23: has a character (byte 13) that is not plain ASCII text"),
                wrong(
                        "meta.txt",
                        "volunteers=2",
                        "volunteers=3",
                        "volunteers.csv, line 4, column id: the file ends after 2 rows, but meta.txt promises 3"),
                wrong(
                        "meta.txt",
                        "volunteers=2",
                        "volunteers=1",
                        "volunteers.csv, line 3, column id: is a row more than the 1 that meta.txt promises"),
                wrong(
                        "meta.txt",
                        "volunteers=2",
                        "volunteers=2000000000",
                        "meta.txt, line 3, column volunteers: promises 2000000000 rows, more than volunteers.csv can hold"),
                wrong(
                        "exclusions.csv",
                        "0,1\n",
                        "0,1\n\n",
                        "exclusions.csv, line 3, column request_id: is a row more than the 1 that meta.txt promises"),
                // a row as a whole
                wrong(
                        "volunteers.csv",
                        ",1,0,2,5",
                        ",1,0",
                        "volunteers.csv, line 3, column free_h: the line ends before it, after 21 of 23 fields"),
                wrong(
                        "volunteers.csv",
                        ",1,0,2,5",
                        ",1,0,2,5,",
                        "volunteers.csv, line 3, column 24: is a field more than the 23 of the header"),
                wrong(
                        "requests.csv",
                        "0,0,5,1,1000",
                        "\n0,0,5,1,1000",
                        "requests.csv, line 2, column org: the line ends before it, after 1 of 21 fields"),
                wrong(
                        "requests.csv",
                        "90,3\n",
                        "90,3\r\n",
                        "requests.csv, line 2, column urgency: has a character (byte 13) that is not plain ASCII text"),
                wrong(
                        "requests.csv",
                        "1000,2100,52.1,5.3,63",
                        "1000,2100,52.1,5.3,６3",
                        "requests.csv, line 2, column activity: has a character (byte 239) that is not plain ASCII text"),
                wrong(
                        "volunteers.csv",
                        "\n1,19",
                        "\n2,19",
                        "volunteers.csv, line 3, column id: \"2\" is out of order: this row is number 1"),
                wrong(
                        "requests.csv",
                        "\n0,0",
                        "\n1,0",
                        "requests.csv, line 2, column id: \"1\" is out of order: this row is number 0"),
                // a number
                wrong(
                        "volunteers.csv",
                        ",500,8",
                        ",,8",
                        "volunteers.csv, line 2, column radius_m: \"\" is not a whole number from 1 to 2147483647"),
                wrong(
                        "volunteers.csv",
                        ",500,8",
                        ",0,8",
                        "volunteers.csv, line 2, column radius_m: \"0\" is not a whole number from 1 to 2147483647"),
                wrong(
                        "volunteers.csv",
                        ",500,8",
                        ",5e2,8",
                        "volunteers.csv, line 2, column radius_m: \"5e2\" is not a whole number from 1 to 2147483647"),
                wrong(
                        "volunteers.csv",
                        ",500,8",
                        ",\"500\",8",
                        "volunteers.csv, line 2, column radius_m: \"\"500\"\" is not a whole number from 1 to 2147483647"),
                wrong(
                        "volunteers.csv",
                        ",500,8",
                        ",99999999999999999999999,8",
                        "volunteers.csv, line 2, column radius_m: \"99999999999999999999999\" is not a whole number from 1 to 2147483647"),
                wrong(
                        "volunteers.csv",
                        "\n1,19",
                        "\n1,20",
                        "volunteers.csv, line 3, column org: \"20\" is not a whole number from 0 to 19"),
                wrong(
                        "volunteers.csv",
                        "1,1000,2300",
                        "1,-,2300",
                        "volunteers.csv, line 3, column x: \"-\" is not a whole number from -1000000000 to 1000000000"),
                wrong(
                        "volunteers.csv",
                        "1,1000,2300",
                        "1,1000,23 00",
                        "volunteers.csv, line 3, column y: \"23 00\" is not a whole number from -1000000000 to 1000000000"),
                wrong(
                        "volunteers.csv",
                        "2300,52.1",
                        "2300,52.",
                        "volunteers.csv, line 3, column lat: \"52.\" is not a decimal number of degrees, at most 90"),
                wrong(
                        "volunteers.csv",
                        "2300,52.1,5.3",
                        "2300,52.1,five",
                        "volunteers.csv, line 3, column lon: \"five\" is not a decimal number of degrees, at most 180"),
                wrong(
                        "volunteers.csv",
                        "255,4095",
                        "256,4095",
                        "volunteers.csv, line 3, column quals: \"256\" is not a whole number from 0 to 255"),
                wrong(
                        "volunteers.csv",
                        "255,4095",
                        "255,4096",
                        "volunteers.csv, line 3, column langs: \"4096\" is not a whole number from 0 to 4095"),
                wrong(
                        "volunteers.csv",
                        "4095,2,7",
                        "4095,3,7",
                        "volunteers.csv, line 3, column gender: \"3\" is not a whole number from 0 to 2"),
                wrong(
                        "volunteers.csv",
                        "4095,2,7",
                        "4095,2,8",
                        "volunteers.csv, line 3, column client_gender_ok: \"8\" is not a whole number from 0 to 7"),
                wrong(
                        "volunteers.csv",
                        "2,7,2097151",
                        "2,7,2097152",
                        "volunteers.csv, line 3, column avail: \"2097152\" is not a whole number from 0 to 2097151"),
                wrong(
                        "volunteers.csv",
                        "1048575",
                        "1048576",
                        "volunteers.csv, line 3, column org_mask: \"1048576\" is not a whole number from 0 to 1048575"),
                wrong(
                        "volunteers.csv",
                        ",1,0,2,5",
                        ",0,0,2,5",
                        "volunteers.csv, line 3, column budget_h: \"0\" is not a whole number from 1 to 1000000"),
                wrong(
                        "volunteers.csv",
                        ",1,0,2,5",
                        ",1,-1,2,5",
                        "volunteers.csv, line 3, column load_h: \"-1\" is not a whole number from 0 to 1000000"),
                wrong(
                        "volunteers.csv",
                        ",1,0,2,5",
                        ",1,0,2,6",
                        "volunteers.csv, line 3, column slots: \"6\" is not a whole number from 0 to 5"),
                wrong(
                        "requests.csv",
                        "5.3,63",
                        "5.3,64",
                        "requests.csv, line 2, column activity: \"64\" is not a whole number from 0 to 63"),
                wrong(
                        "requests.csv",
                        "1,7,0,3,",
                        "1,7,2,3,",
                        "requests.csv, line 2, column client_gender: \"2\" is not a whole number from 0 to 1"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",0,2,2,0,0",
                        "requests.csv, line 3, column hours: \"0\" is not a whole number from 1 to 1000000"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",4,4,2,0,0",
                        "requests.csv, line 3, column max_parts: \"4\" is not a whole number from 1 to 3"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",4,1,2,0,0",
                        "requests.csv, line 3, column min_part: \"2\" is not a whole number from 4 to 4"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",4,2,5,0,0",
                        "requests.csv, line 3, column min_part: \"5\" is not a whole number from 1 to 4"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",4,2,2,-1,0",
                        "requests.csv, line 3, column wait_days: \"-1\" is not a whole number from 0 to 2147483647"),
                wrong(
                        "requests.csv",
                        ",4,2,2,0,0",
                        ",4,2,2,0,4",
                        "requests.csv, line 3, column urgency: \"4\" is not a whole number from 0 to 3"),
                wrong(
                        "exclusions.csv",
                        "0,1",
                        "2,1",
                        "exclusions.csv, line 2, column request_id: \"2\" is not a whole number from 0 to 1"),
                wrong(
                        "exclusions.csv",
                        "0,1",
                        "0,2",
                        "exclusions.csv, line 2, column volunteer_id: \"2\" is not a whole number from 0 to 1"),
                // a mask
                wrong(
                        "volunteers.csv",
                        "8000000000000001,1",
                        "18000000000000001,1",
                        "volunteers.csv, line 2, column skills: \"18000000000000001\" is not a mask of 1 to 16 hexadecimal digits"),
                wrong(
                        "volunteers.csv",
                        "8000000000000001,1",
                        "0x1,1",
                        "volunteers.csv, line 2, column skills: \"0x1\" is not a mask of 1 to 16 hexadecimal digits"),
                wrong(
                        "volunteers.csv",
                        "8000000000000001,1",
                        "8000000000000001,3",
                        "volunteers.csv, line 2, column like: 3 holds activities that skills (8000000000000001) does not"),
                wrong(
                        "volunteers.csv",
                        ",1,8000000000000000",
                        ",1,4000000000000000",
                        "volunteers.csv, line 2, column love: 4000000000000000 holds activities that skills (8000000000000001) does not"),
                wrong(
                        "volunteers.csv",
                        ",1,8000000000000000",
                        ",1,8000000000000001",
                        "volunteers.csv, line 2, column love: 8000000000000001 and like (1) hold the same activity"),
                // what is promised
                wrong("meta.txt", "seed=-1\n", "", "meta.txt, line 7, column seed: is missing"),
                wrong(
                        "meta.txt",
                        "seed=-1",
                        "seed=one",
                        "meta.txt, line 2, column seed: \"one\" is not a whole number from -9223372036854775808 to 9223372036854775807"),
                wrong(
                        "meta.txt",
                        "requests=2",
                        "requests=-2",
                        "meta.txt, line 4, column requests: \"-2\" is not a whole number from 0 to 2147483647"),
                wrong(
                        "meta.txt",
                        "requests=2",
                        "requests=2\nrequests=2",
                        "meta.txt, line 5, column requests: is given a second time"),
                wrong("meta.txt", "requests=2", "requests", "meta.txt, line 4, column requests: is no key=value"),
                wrong(
                        "meta.txt",
                        "name=two",
                        "name=twée",
                        "meta.txt, line 1, column name: has characters that are not plain ASCII"),
                wrong(
                        "meta.txt",
                        "format=1",
                        "format=2",
                        "meta.txt, line 6, column format: \"2\" is not a whole number from 1 to 1"));
    }

    private static Arguments wrong(String file, String right, String wrong, String message) {
        return Arguments.of(file, right, wrong, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"meta.txt", "volunteers.csv", "requests.csv", "exclusions.csv"})
    void a_file_that_is_not_there_is_named(String file) throws IOException {
        Files.delete(folder.resolve(file));

        assertThatThrownBy(() -> MatchingFolder.read(folder))
                .isInstanceOf(UnusableFileException.class)
                .hasMessage("%s: there is no such file to read in the folder %s", file, folder);
    }

    @Test
    void a_line_without_end_is_refused_before_it_fills_the_memory() throws IOException {
        replace("exclusions.csv", "0,1", "0".repeat(100_000) + ",1");

        assertThatThrownBy(() -> MatchingFolder.read(folder))
                .hasMessage("exclusions.csv, line 2, column request_id: the line is longer than 65536 characters");
    }

    private void replace(String file, String right, String wrong) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).containsOnlyOnce(right);
        Files.writeString(path, text.replace(right, wrong));
    }
}
