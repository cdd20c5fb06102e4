package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.database.Database;
import nl.samenspel.database.Laws;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.exchange.ImportReport.RejectedRow;
import nl.samenspel.limits.Limits;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.network.Area;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Matches, trainings and hours of a coordinator who moves from a spreadsheet.
@SamenspelTest
@NullUnmarked
class EarlierListsTest {

    private static final String VOLUNTEERS = """
            nummer;naam;postcode;mail;dagdelen;uren;koppelingen tegelijk;doet
            V1;Ria Bakker;POSTCODE AB;ria@voorbeeld.example;ma t/m zo;4;2;gezelschap
            V2;Jan de Vries;POSTCODE CD;jan@voorbeeld.example;ma t/m zo;4;2;gezelschap
            V3;Joke de Vries;POSTCODE CD;joke@voorbeeld.example;ma t/m zo;4;2;gezelschap
            V4;Piet Smit;POSTCODE AB;;ma t/m zo;;;gezelschap
            """;

    private static final String REQUESTS = """
            nummer;deelnemernummer;naam;postcode;soort hulp;uren;status;afgerond op
            H1;D1;Wil Bos;POSTCODE AB;gezelschap;2;zoekt;
            H2;D2;Ada Mos;POSTCODE AB;wandelen;2;zoekt;
            H3;D3;Bep Loos;POSTCODE AB;boodschappen;3;zoekt;
            H4;D4;Cor Dam;POSTCODE AB;gezelschap;2;nieuw;
            H5;D5;Dik Ent;POSTCODE AB;gezelschap;2;afgerond;2025-06-01
            """;

    @Autowired
    Clock clock;

    @Autowired
    Imports imports;

    @Autowired
    ListFile listFile;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    HelpRequests requests;

    @Autowired
    EarlierMatches matches;

    @Autowired
    Limits limits;

    @Autowired
    Laws laws;

    @Autowired
    Database database;

    Team team;
    Area area;
    JdbcClient db;

    @BeforeEach
    void begin() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
        team = neighbourhood.team();
        area = neighbourhood.area();
        db = JdbcClient.create(TestDatabase.asSuperuser(database));
        bringIn(ImportList.VOLUNTEERS, VOLUNTEERS.replace("POSTCODE", area.postcode()));
        bringIn(ImportList.REQUESTS, REQUESTS.replace("POSTCODE", area.postcode()));
    }

    @AfterEach
    void end() {
        LocaleContextHolder.resetLocaleContext();
    }

    private String matchesFile() {
        return """
                Koppelingsnummer;Vrijwilliger;Vrijwilligersnummer;Postcode vrijwilliger;Deelnemernummer;Soort hulp;Hulpvraagnummer;Begonnen op;Geëindigd op;Reden;Hoe vaak;Uren per keer
                K1;Ria Bakker;V1;;D1;gezelschap;;2024-03-01;;;wekelijks;2
                K2;J. de Vries;V2;;;;H2;2025-01-15;;;om de week;3
                K3;Joke de Vries;;%1$s CD;D5;;;2024-01-10;2025-06-01;Mevrouw is verhuisd naar Ede;;
                """.formatted(area.postcode());
    }

    @Test
    void running_and_ended_matches_come_in_by_the_laws_of_any_match_and_nobody_is_told() {
        var mails = count("select count(*) from mail.outbox");
        // others break laws on purpose, in the same database
        var before = broken();
        assertThat(problems(tryOut(ImportList.MATCHES, matchesFile()))).isEmpty();
        assertThat(tryOut(ImportList.MATCHES, matchesFile()).added()).isEqualTo(3);
        assertThat(match("K1")).isNull();

        bringIn(ImportList.MATCHES, matchesFile());

        assertThat(match("K1")).isInstanceOfSatisfying(Match.Active.class, active -> {
            assertThat(active.duo().hours()).isEqualTo(2);
            assertThat(active.reviewOn()).isAfter(LocalDate.now(clock));
            assertThat(active.reviewOn().getDayOfMonth()).isEqualTo(1);
        });
        assertThat(match("K2").duo().hours()).isEqualTo(2);
        assertThat(match("K3")).isInstanceOfSatisfying(Match.Ended.class, ended -> {
            assertThat(ended.on()).isEqualTo("2025-06-01");
            assertThat(ended.reason()).isEqualTo(EndReason.MOVED);
            assertThat(ended.words()).isEmpty();
        });
        assertThat(request("H1")).isInstanceOf(HelpRequest.Matched.class);
        assertThat(request("H5")).isInstanceOf(HelpRequest.Closed.class);
        var ria = match("K1").duo().volunteer();
        assertThat(at(() -> limits.room(List.of(ria))).get(ria).hoursFree()).isEqualTo(2);
        // each may see the other; the ended two may not
        assertThat(count("select count(*) from access.share where from_organisation = '%s' and withdrawn_at is null"
                        .formatted(team.organisation())))
                .isEqualTo(4);
        assertThat(count("select count(*) from mail.outbox")).isEqualTo(mails);
        assertThat(broken()).isSubsetOf(before);
    }

    private Set<String> broken() {
        return laws.examineAll().stream()
                .flatMap(law -> law.finding().violations().stream().map(what -> law.name() + ": " + what))
                .collect(Collectors.toSet());
    }

    @Test
    void the_same_list_again_changes_nothing_with_numbers_or_without() {
        bringIn(ImportList.MATCHES, matchesFile());
        assertThat(tryOut(ImportList.MATCHES, matchesFile()).unchanged()).isEqualTo(3);
        var without = """
                Vrijwilligersnummer;Deelnemernummer;Soort hulp;Begonnen op
                V1;D1;gezelschap;1-3-2024
                """;
        assertThat(tryOut(ImportList.MATCHES, without).unchanged()).isEqualTo(1);
    }

    @Test
    void what_cannot_come_in_says_why_and_how_it_would() {
        bringIn(ImportList.MATCHES, matchesFile());
        var report = tryOut(ImportList.MATCHES, """
                nummer;vrijwilligersnummer;vrijwilliger;postcode vrijwilliger;deelnemernummer;soort hulp;hulpvraagnummer;begonnen op;eindigde op;status;uren
                1;;Ria Bakker;;D3;;;2025-01-01;;;
                2;V9;;;D3;;;2025-01-01;;;
                3;;de Vries;%1$s CD;D3;;;2025-01-01;;;
                4;V1;;;D3;tuin;;2025-01-01;;;
                5;V1;;;;;H9;2025-01-01;;;
                6;V1;;;D4;;;2025-01-01;;;
                7;V1;;;D5;;;2025-01-01;;;
                8;V1;;;D2;;;2025-02-01;;;
                9;V4;;;D3;;;2025-01-01;;;
                10;V1;;;D3;;;2025-01-01;;;4
                K1;V1;;;D1;;;2024-03-02;;;
                K2;V1;;;;;H2;2025-01-15;;;
                13;V1;;;D3;;;2099-01-01;;;
                14;V1;;;D3;;;2025-01-01;;kennismaking gepland;
                15;V1;;;D1;;H3;2025-01-01;;;
                """.formatted(area.postcode()));
        assertThat(problems(report))
                .containsExactly(
                        "2 exchange.wrong.nameOnly",
                        "3 exchange.wrong.nobodyWithNumber",
                        "4 exchange.wrong.severalLikeThis",
                        "5 exchange.wrong.noRequestOfKind",
                        "6 exchange.wrong.noSuchRequest",
                        "7 exchange.wrong.requestNotDecided",
                        "8 exchange.wrong.requestOver",
                        "9 exchange.wrong.requestHasSomebody",
                        "10 exchange.wrong.noLimits",
                        "11 exchange.wrong.noHoursLeft",
                        "12 exchange.wrong.matchIsOther",
                        "13 exchange.wrong.matchOfOthers",
                        "14 ui.form.dateOutside",
                        "15 exchange.wrong.beginHere",
                        "16 exchange.wrong.requestOfOther");
        assertThat(report.firstRejected().stream().flatMap(row -> row.why().stream()))
                .allSatisfy(remark -> assertThat(imports.fixOf(remark))
                        .as(remark.problem().key())
                        .isNotBlank());
    }

    @Test
    void rows_of_one_list_share_the_hours_of_a_volunteer_and_have_a_request_once() {
        var both = """
                nummer;vrijwilligersnummer;hulpvraagnummer;begonnen op;uren
                1;V1;H1;2025-01-01;3
                2;V1;H3;2025-01-01;2
                3;V2;H1;2025-01-01;1
                """;
        assertThat(problems(tryOut(ImportList.MATCHES, both)))
                .containsExactly("3 exchange.wrong.noHoursLeft", "4 exchange.wrong.requestHasSomebody");
        at(() -> imports.bringIn(ImportList.MATCHES, bytes(both), team.branch(), true));
        assertThat(match("1")).isNotNull();
        assertThat(match("2")).isNull();
        assertThat(match("3")).isNull();
    }

    @Test
    void the_database_lets_nothing_run_that_came_in_as_over_nor_beyond_the_limits() {
        bringIn(ImportList.MATCHES, matchesFile());
        var over = match("K3");
        assertThatThrownBy(() -> db.sql("""
                        update matches.match
                        set state = 'ACTIVE', ended_on = null, end_reason = null, end_words = null,
                            next_date = current_date, review_on = current_date
                        where id = :id
                        """).param("id", over.id().value()).update())
                .hasMessageContaining("came in as over");
        // and a list goes round no limit either
        assertThat(problems(tryOut(ImportList.MATCHES, """
                nummer;vrijwilligersnummer;hulpvraagnummer;begonnen op;uren
                9;V1;H3;2025-01-01;3
                """))).containsExactly("2 exchange.wrong.noHoursLeft");
    }

    @Test
    void hours_come_in_once_and_pay_nothing() {
        bringIn(ImportList.MATCHES, matchesFile());
        var file = """
                Vrijwilligersnummer;Deelnemernummer;Koppelingsnummer;Datum;Hoe lang;Activiteit
                V1;D1;;2025-05-01;1,5 uur;bezoek
                V1;D1;;2025-05-02;1:30;samen op pad
                V2;;K2;2025-05-02;90 min;
                V1;;;2025-05-03;2;vergadering
                V3;D5;;2024-05-03;45 min;telefoon
                """;
        assertThat(problems(tryOut(ImportList.HOURS, file))).isEmpty();
        bringIn(ImportList.HOURS, file);
        assertThat(count("select coalesce(sum(minutes), 0) from visits.visit where organisation = '%s'"
                        .formatted(team.organisation())))
                .isEqualTo(90 + 90 + 90 + 120 + 45);
        assertThat(tryOut(ImportList.HOURS, file).unchanged()).isEqualTo(5);

        var longer = file.replace("1:30", "2:00");
        assertThat(tryOut(ImportList.HOURS, longer).changed()).isEqualTo(1);
        bringIn(ImportList.HOURS, longer);
        assertThat(count("select coalesce(sum(minutes), 0) from visits.visit where organisation = '%s'"
                        .formatted(team.organisation())))
                .isEqualTo(90 + 120 + 90 + 120 + 45);
        assertThat(count(
                        "select count(*) from visits.earlier e join visits.visit v on v.id = e.visit where organisation = '%s'"
                                .formatted(team.organisation())))
                .isEqualTo(1);
        assertThat(count("select count(*) from reimbursements.claim where organisation = '%s'"
                        .formatted(team.organisation())))
                .isZero();
    }

    @Test
    void two_visits_on_a_day_need_numbers_of_their_own() {
        bringIn(ImportList.MATCHES, matchesFile());
        assertThat(problems(tryOut(ImportList.HOURS, """
                vrijwilligersnummer;deelnemernummer;datum;minuten
                V1;D1;2025-05-01;30
                V1;D1;1-5-2025;45
                """))).containsExactly("3 exchange.wrong.sameDayTwice");
        var numbered = """
                nummer;vrijwilligersnummer;deelnemernummer;datum;minuten
                U1;V1;D1;2025-05-01;30
                U2;V1;D1;1-5-2025;45
                """;
        bringIn(ImportList.HOURS, numbered);
        assertThat(tryOut(ImportList.HOURS, numbered).unchanged()).isEqualTo(2);
        var moved = numbered.replace("1-5-2025;45", "8-5-2025;50");
        bringIn(ImportList.HOURS, moved);
        assertThat(tryOut(ImportList.HOURS, moved).unchanged()).isEqualTo(2);
    }

    @Test
    void hours_that_cannot_have_been_are_refused() {
        bringIn(ImportList.MATCHES, matchesFile());
        assertThat(problems(tryOut(ImportList.HOURS, """
                vrijwilligersnummer;deelnemernummer;koppelingsnummer;datum;uren;activiteit
                V1;D1;;2024-02-01;1;
                V3;D5;;2025-06-02;1;
                V1;D2;;2025-05-01;1;
                V1;;K9;2025-05-01;1;
                V2;;K1;2025-05-01;1;
                V1;D1;;2025-05-02;45;
                V1;D1;;2025-05-03;1;vergadering
                V1;;;2025-05-03;1;bezoek
                V1;D1;;2099-05-03;1;
                """)))
                .containsExactly(
                        "2 exchange.wrong.outsideMatch",
                        "3 exchange.wrong.outsideMatch",
                        "4 exchange.wrong.noMatch",
                        "5 exchange.wrong.noSuchMatch",
                        "6 exchange.wrong.matchOfOthers",
                        "7 exchange.wrong.hoursOrMinutes",
                        "8 exchange.wrong.notWithSomeone",
                        "9 exchange.wrong.withWhom",
                        "10 ui.form.dateOutside");
    }

    @Test
    void of_each_training_the_newest_counts() {
        var file = """
                vrijwilligersnummer;naam;training;behaald op;geldig tot
                V1;Ria Bakker;EHBO;12-3-2024;12-3-2026
                V1;Ria Bakker;EHBO;12-3-2022;
                V2;Jan de Vries;cursus omgaan met dementie;3 mrt 2025;
                V2;Jan de Vries;goochelen;3-3-2025;
                V1;Piet Smit;EHBO;12-3-2024;
                V9;;EHBO;12-3-2024;
                """;
        assertThat(problems(tryOut(ImportList.TRAININGS, file)))
                .containsExactly(
                        "5 exchange.wrong.trainingUnknown",
                        "6 exchange.wrong.otherName",
                        "7 exchange.wrong.nobodyWithNumber");
        at(() -> imports.bringIn(ImportList.TRAININGS, bytes(file), team.branch(), true));
        assertThat(tryOut(ImportList.TRAININGS, file).unchanged()).isEqualTo(3);
        assertThat(count("select count(*) from volunteers.training t join people.person p on p.id = t.person"
                        + " where p.organisation = '%s'".formatted(team.organisation())))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void every_list_that_goes_out_comes_back_unchanged(ImportList list) {
        bringIn(ImportList.MATCHES, matchesFile());
        bringIn(ImportList.TRAININGS, "vrijwilligersnummer;training;behaald op\nV1;EHBO;12-3-2024\n");
        bringIn(ImportList.HOURS, """
                vrijwilligersnummer;deelnemernummer;datum;minuten;activiteit
                V1;D1;2025-05-01;30;bezoek
                V1;;2025-05-01;60;overleg
                """);
        for (var format : ListFile.Format.values()) {
            var out = new ByteArrayOutputStream();
            Supplier<Imports.Tried> goAndReturn = () -> {
                listFile.write(list, list == ImportList.AREAS ? null : team.branch(), format, out);
                return imports.tryOut(
                        list,
                        new ByteArrayResource(out.toByteArray()),
                        list == ImportList.AREAS ? null : team.branch());
            };
            var tried = list == ImportList.AREAS ? neighbourhood.asAdministrator(goAndReturn) : at(goAndReturn);
            assertThat(tried).isInstanceOfSatisfying(Imports.TriedOut.class, back -> {
                assertThat(problems(back.report())).isEmpty();
                assertThat(back.report().read()).isPositive();
                assertThat(back.report().unchanged()).isEqualTo(back.report().read());
                assertThat(back.preview().columns())
                        .allSatisfy(column -> assertThat(column).isPresent());
            });
        }
    }

    private static List<String> problems(ImportReport report) {
        return report.firstRejected().stream()
                .flatMap((RejectedRow row) -> row.why().stream())
                .map(remark -> remark.number() + " " + remark.problem().key())
                .toList();
    }

    private long count(String sql) {
        return db.sql(sql).query(Long.class).single();
    }

    private ImportReport tryOut(ImportList list, String file) {
        return ((Imports.TriedOut) at(() -> imports.tryOut(list, bytes(file), team.branch()))).report();
    }

    private void bringIn(ImportList list, String file) {
        assertThat(at(() -> imports.bringIn(list, bytes(file), team.branch(), false)))
                .isInstanceOfSatisfying(
                        Imports.BroughtIn.class,
                        done -> assertThat(problems(done.report())).isEmpty());
    }

    private Match match(String number) {
        return at(() -> matches.listByExternalId(team.organisation(), List.of(number)))
                .get(number);
    }

    private HelpRequest request(String number) {
        return at(() -> requests.findByExternalId(team.organisation(), number)).orElse(null);
    }

    private <T> T at(Supplier<T> work) {
        return Objects.requireNonNull(team.viewer().call(work));
    }

    private static ByteArrayResource bytes(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }
}
