package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.limits.Limits;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.RequestFilter;
import nl.samenspel.volunteers.Training;
import nl.samenspel.volunteers.Volunteer;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;

@SamenspelTest
@NullUnmarked
class ImportsTest {

    /// Passes the eleven test.
    private static final String BSN = "111222333";

    private static final AtomicInteger POSTCODES = new AtomicInteger(7000);

    @Autowired
    Imports imports;

    @Autowired
    ListFile listFile;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Areas areas;

    @Autowired
    HelpRequests requests;

    @Autowired
    People people;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    Database database;

    Team team;
    Area area;

    @BeforeEach
    void begin() {
        LocaleContextHolder.setLocale(Locale.of("nl"));
        team = neighbourhood.team();
        area = neighbourhood.area();
    }

    @AfterEach
    void end() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void trying_out_changes_nothing_and_bringing_in_does() {
        var file = """
                Hulpvraagnummer;Naam deelnemer;Soort hulp;Omschrijving;Postcode;Wacht sinds;Dagdelen;Status
                H-1;Wil de Boer;boodschappen;Elke week samen naar de winkel;%1$s AB;2026-01-05;di ochtend, do middag;zoekt
                H-2;Mevr. A. Yilmaz;wandelen;Een rondje door het park;%1$s;5-1-2026;weekend;nieuw
                """.formatted(area.postcode());

        assertThat(tryOut(file)).satisfies(tried -> {
            assertThat(tried.added()).isEqualTo(2);
            assertThat(tried.rejected()).isZero();
        });
        assertThat(request("H-1")).isNull();

        assertThat(bringIn(file, false)).isInstanceOf(Imports.BroughtIn.class);
        var first = request("H-1");
        assertThat(first).isInstanceOf(HelpRequest.Searching.class);
        assertThat(first.holder().branch()).isEqualTo(team.branch());
        assertThat(first.holder().person()).isEqualTo(team.coordinator());
        assertThat(first.ask().waitingSince()).isEqualTo("2026-01-05");
        assertThat(first.ask().municipality()).isEqualTo(area.municipality());
        assertThat(first.ask().need().kind()).isEqualTo(KindOfHelp.GROCERIES);
        assertThat(first.ask().need().dayParts())
                .isEqualTo(DayParts.ofWords(List.of("TUESDAY-MORNING", "THURSDAY-AFTERNOON")));
        assertThat(request("H-2")).isInstanceOf(HelpRequest.Asked.class);
        assertThat(at(() -> people.find(request("H-2").ask().participant(), Looks.Purpose.RECORD)))
                .hasValueSatisfying(person -> {
                    assertThat(person.givenName()).isEqualTo("Mevr. A.");
                    assertThat(person.familyName()).isEqualTo("Yilmaz");
                });
    }

    @Test
    void importing_again_changes_instead_of_doubling_and_leaves_alone_what_it_does_not_say() {
        bringIn(
                "nummer;naam;telefoon;soort hulp;vraag;postcode;uren\n1;Wil Bos;0612345678;tuin;Het gras;%s;3\n"
                        .formatted(area.postcode()),
                false);
        assertThat(tryOut("nummer;naam;soort hulp;vraag\n1;Wil Bos;tuin;Het gras\n")
                        .unchanged())
                .isEqualTo(1);

        var again = "nummer;naam;soort hulp;vraag;email\n1;Wil Bos;tuin;Het gras en de heg;wil@voorbeeld.example\n";
        assertThat(tryOut(again).changed()).isEqualTo(1);
        assertThat(bringIn(again, false)).isInstanceOf(Imports.BroughtIn.class);

        var request = request("1");
        assertThat(request.ask().words()).isEqualTo("Het gras en de heg");
        assertThat(request.ask().hoursPerWeek()).isEqualTo(3);
        assertThat(request.ask().need().postcode()).isEqualTo(area.postcode());
        assertThat(at(() -> people.find(request.ask().participant(), Looks.Purpose.RECORD)))
                .hasValueSatisfying(person -> {
                    assertThat(person.phone()).isEqualTo("0612345678");
                    assertThat(person.email()).isEqualTo("wil@voorbeeld.example");
                });
        assertThat(at(() -> requests.list(RequestFilter.open(), 0, 1000))).hasSize(1);
    }

    @Test
    void two_requests_of_one_participant_number_are_of_one_person() {
        bringIn("""
                nummer;deelnemernummer;naam;soort hulp
                1;D7;Wil Bos;tuin
                2;D7;Wil Bos;boodschappen
                """, false);
        assertThat(request("1").ask().participant())
                .isEqualTo(request("2").ask().participant());
        assertThat(tryOut("nummer;deelnemernummer;naam;soort hulp\n3;D7;Karel Appel;tuin\n")
                        .firstRejected()
                        .getFirst()
                        .why())
                .extracting(remark -> remark.problem().key())
                .containsExactly("exchange.wrong.otherName");
    }

    @Test
    void a_rejected_row_says_where_what_why_and_how_and_the_good_rows_can_come_alone() {
        var file = """
                nummer;naam;soort hulp;postcode;email;vraag
                1;Wil Bos;tuin;%1$s;geen adres;Het gras
                2;Jan Vos;parachutespringen;%1$s;;Van hoog
                3;Ada Smit;wandelen;%1$s;;Rondje
                1;Nog Eens;wandelen;%1$s;;Dubbel
                5;Els Mos;wandelen;9999;;Zonder plaats
                6;;wandelen;%1$s;;Zonder naam
                7;Te Veel;wandelen;%1$s;;Een; twee
                8;Nul Nul;wandelen;%1$s;;een\u0000nul
                9;Els Mos;wandelen;%1$s;;%2$s
                """.formatted(area.postcode(), "x".repeat(100_000));
        var report = tryOut(file);

        assertThat(report.read()).isEqualTo(9);
        assertThat(report.firstRejected().stream()
                        .flatMap(row -> row.why().stream())
                        .map(remark -> remark.number() + " " + remark.header() + " "
                                + remark.problem().key()))
                .containsExactly(
                        "2 email ui.form.email",
                        "3 soort hulp exchange.wrong.unknownWord",
                        "5 nummer exchange.wrong.twice",
                        "6  exchange.wrong.placeAsked",
                        "7 naam exchange.wrong.noName",
                        "8  exchange.wrong.tooManyCells",
                        "9 vraag ui.form.unreadable",
                        "10 vraag ui.form.tooLong");
        assertThat(report.firstRejected().stream().flatMap(row -> row.why().stream()))
                .allSatisfy(remark -> assertThat(imports.fixOf(remark)).isNotBlank());

        assertThat(bringIn(file, false)).isInstanceOf(Imports.NotAllGood.class);
        assertThat(request("3")).isNull();
        assertThat(bringIn(file, true)).isInstanceOf(Imports.BroughtIn.class);
        assertThat(request("3")).isNotNull();
        assertThat(request("1")).isNull();
    }

    @Test
    void a_citizen_service_number_is_refused_but_somebodys_own_number_and_a_bank_account_are_left_alone() {
        var report = tryOut("""
                nummer;naam;soort hulp;vraag;telefoon
                %1$s;Wil Bos;tuin;Rekening NL91 ABNA 0417 1643 00;%1$s
                2;Jan Vos;tuin;Mijn nummer is %1$s;
                3;Ada %1$s;tuin;x;
                """.formatted(BSN));
        assertThat(report.good()).isEqualTo(1);
        assertThat(report.firstRejected().stream()
                        .flatMap(row -> row.why().stream())
                        .map(remark -> remark.header() + " " + remark.problem().key()))
                .containsExactly("vraag ui.form.bsn", "naam ui.form.bsn");
    }

    @Test
    void an_unknown_postcode_with_a_place_comes_in_and_says_that_distance_is_unknown() {
        var report = tryOut("nummer;naam;soort hulp;postcode;plaats\n1;Wil Bos;tuin;9999 ZZ;'s-Gravenmoer\n");
        assertThat(report.good()).isEqualTo(1);
        assertThat(report.firstWarnings())
                .extracting(remark -> remark.problem().key())
                .containsExactly("exchange.warning.unknownPostcode");
    }

    @Test
    void a_request_of_another_branch_or_one_that_ended_is_not_changed() {
        bringIn("nummer;naam;soort hulp;vraag\n1;Wil Bos;tuin;Het gras\n", false);
        var other = neighbourhood.colleagueOf(team);
        var file = "nummer;naam;soort hulp;vraag\n1;Wil Bos;tuin;Iets anders\n";
        var there = (Imports.TriedOut)
                other.viewer().call(() -> imports.tryOut(ImportList.REQUESTS, bytes(file), other.branch()));
        assertThat(there.report()
                        .firstRejected()
                        .getFirst()
                        .why()
                        .getFirst()
                        .problem()
                        .key())
                .isEqualTo("exchange.wrong.otherBranch");

        at(() -> requests.close(request("1").id(), HelpRequest.CloseReason.HELPED, ""));
        assertThat(tryOut(file)
                        .firstRejected()
                        .getFirst()
                        .why()
                        .getFirst()
                        .problem()
                        .key())
                .isEqualTo("exchange.wrong.notOpen");
    }

    @Test
    void another_organisation_may_use_the_same_numbers() {
        bringIn("nummer;naam;soort hulp;vraag\n1;Wil Bos;tuin;Het gras\n", false);
        var stranger = neighbourhood.team();
        var there = (Imports.TriedOut) stranger.viewer()
                .call(() -> imports.tryOut(
                        ImportList.REQUESTS, bytes("nummer;naam;soort hulp\n1;Wil Bos;tuin\n"), stranger.branch()));
        assertThat(there.report().added()).isEqualTo(1);
    }

    @Test
    void a_row_that_the_database_refuses_is_set_aside_and_the_others_come_in() {
        JdbcClient.create(TestDatabase.asSuperuser(database)).sql("""
                create or replace function requests.break_for_a_test() returns trigger language plpgsql as
                    'begin raise exception ''broken on purpose''; end';
                create or replace trigger break_for_a_test before insert on requests.help_request
                    for each row when (new.external_id = 'breaks here') execute function requests.break_for_a_test();
                """).update();
        var rows = new StringBuilder("nummer;deelnemernummer;naam;soort hulp\n");
        for (var row = 1; row < 300; row++) {
            rows.append(row == 170 ? "breaks here" : row)
                    .append(";D")
                    .append(row)
                    .append(";Wil Bos;tuin\n");
        }
        assertThat(bringIn(rows.toString(), false)).isInstanceOfSatisfying(Imports.BroughtIn.class, it -> {
            assertThat(it.report().added()).isEqualTo(298);
            assertThat(it.report().firstRejected()).singleElement().satisfies(row -> {
                assertThat(row.number()).isEqualTo(171);
                assertThat(row.why().getFirst().problem().key()).isEqualTo("exchange.wrong.broke");
            });
        });
        assertThat(at(() -> requests.list(RequestFilter.open(), 0, 1000))).hasSize(298);
        assertThat(at(() -> people.findByExternalId(team.organisation(), "D170")))
                .isEmpty();
        assertThat(at(() -> people.findByExternalId(team.organisation(), "D171")))
                .isPresent();
    }

    @Test
    void volunteers_come_in_with_their_offer_and_their_own_limits() {
        var file = """
                Vrijwilligersnummer,Voornaam,Tussenvoegsel,Achternaam,E-mail,Mobiel,Postcode,Straat,Huisnr,Het liefst,Doet ook,Liever niet,Dagdelen,Uren per week,Max. koppelingen,Afstand (km),Talen,VOG datum,Geslacht
                V1,Ria,van der,Berg,ria@voorbeeld.example,+31612345678,%1$s AB,Dorpsstraat,12,"wandelen, koffie drinken","boodschappen, wandelen",tuin,"ma t/m wo ochtend; za middag",3,2,8,"Nederlands, Turks",2026-01-15,v
                V2,Jan,,Vos,,,%1$s,,,klussen,,,weekend,,,,,,
                V3,Ada,,Smit,,,%1$s,,,tuin,,tuin,weekend,2,,,,,
                V4,Bob,,Mos,,,%1$s,,,tuin,,,weekend,2,,,,ja,
                """.formatted(area.postcode());
        var report = tryOut(ImportList.VOLUNTEERS, file);
        assertThat(report.firstRejected().stream()
                        .flatMap(row -> row.why().stream())
                        .map(remark -> remark.number() + " " + remark.header() + " "
                                + remark.problem().key()))
                .containsExactly("4 Liever niet exchange.wrong.likedAndNot", "5 VOG datum ui.form.date");
        assertThat(bringIn(ImportList.VOLUNTEERS, file, true)).isInstanceOf(Imports.BroughtIn.class);

        var id = at(() -> people.findByExternalId(team.organisation(), "V1")).orElseThrow();
        assertThat(at(() -> people.find(id, Looks.Purpose.RECORD))).hasValueSatisfying(ria -> {
            assertThat(ria.name()).isEqualTo("Ria van der Berg");
            assertThat(ria.phone()).isEqualTo("0612345678");
            assertThat(ria.address()).isEqualTo("Dorpsstraat 12");
        });
        var ria = at(() -> volunteers.find(id)).orElseThrow();
        assertThat(ria.status()).isEqualTo(Volunteer.Status.ACTIVE);
        assertThat(ria.branch()).isEqualTo(team.branch());
        assertThat(ria.offer().loves()).containsExactlyInAnyOrder(KindOfHelp.WALKING, KindOfHelp.COMPANY);
        assertThat(ria.offer().does()).containsExactly(KindOfHelp.GROCERIES);
        assertThat(ria.offer().dayParts().count()).isEqualTo(4);
        assertThat(ria.offer().radiusMetres()).isEqualTo(8000);
        assertThat(ria.vog()).isNotNull();
        assertThat(at(() -> limits.find(id)))
                .hasValueSatisfying(own -> assertThat(own.hoursPerWeek()).isEqualTo(3));
        var jan = at(() -> people.findByExternalId(team.organisation(), "V2")).orElseThrow();
        assertThat(at(() -> limits.find(jan))).isEmpty();
        assertThat(tryOut(ImportList.VOLUNTEERS, file).unchanged()).isEqualTo(2);
    }

    @Test
    void trainings_come_in_with_their_days() {
        var file = """
                nummer;naam;trainingen
                V1;Ria Berg;"EHBO 12-3-2024; dementie (3 mrt 2025 t/m 3-3-2028)"
                """;
        assertThat(bringIn(ImportList.VOLUNTEERS, file, false)).isInstanceOf(Imports.BroughtIn.class);
        var id = at(() -> people.findByExternalId(team.organisation(), "V1")).orElseThrow();
        var firstAid = new Training(Qualification.FIRST_AID, LocalDate.of(2024, 3, 12), null);
        var dementia = new Training(Qualification.DEMENTIA, LocalDate.of(2025, 3, 3), LocalDate.of(2028, 3, 3));
        assertThat(at(() -> volunteers.find(id)).orElseThrow().trainings())
                .containsExactlyInAnyOrder(firstAid, dementia);
        assertThat(tryOut(ImportList.VOLUNTEERS, file).unchanged()).isEqualTo(1);

        var again = "nummer;naam;cursussen\nV1;Ria Berg;Rijbewijs sinds 2010-05-01, EHBO 1-1-2020\n";
        assertThat(bringIn(ImportList.VOLUNTEERS, again, false)).isInstanceOf(Imports.BroughtIn.class);
        assertThat(at(() -> volunteers.find(id)).orElseThrow().trainings())
                .as("an older training than the one on record changes nothing, one that is not named stays")
                .containsExactlyInAnyOrder(
                        firstAid, dementia, new Training(Qualification.DRIVER, LocalDate.of(2010, 5, 1), null));
    }

    @Test
    void a_list_may_lower_a_volunteers_limits_but_never_raise_them() {
        bringIn(ImportList.VOLUNTEERS, "nummer;naam;uren\nV1;Ria Berg;3\n", false);
        assertThat(tryOut(ImportList.VOLUNTEERS, "nummer;naam;uren\nV1;Ria Berg;4\n")
                        .firstRejected()
                        .getFirst()
                        .why())
                .extracting(remark -> remark.problem().key())
                .containsExactly("exchange.wrong.onlyTheVolunteerRaises");
        assertThat(bringIn(ImportList.VOLUNTEERS, "nummer;naam;uren;telefoon\nV1;Ria Berg;2;0612345678\n", false))
                .isInstanceOf(Imports.BroughtIn.class);
        var id = at(() -> people.findByExternalId(team.organisation(), "V1")).orElseThrow();
        assertThat(at(() -> limits.find(id)))
                .hasValueSatisfying(own -> assertThat(own.hoursPerWeek()).isEqualTo(2));
    }

    @Test
    void areas_come_in_by_the_administrator_and_again_without_change() {
        var number = POSTCODES.addAndGet(2);
        var file = """
                postcode,place,municipality,province,latitude,longitude,kind
                %d,'s-Gravenhage,Den Haag,Zuid-Holland,52.08,4.31,Adres
                %d,Nuenen,"Nuenen, Gerwen en Nederwetten",Noord-Brabant,51.47610,5.54664,Postbus
                """.formatted(number, number + 1);
        assertThat(bringInAreas(file)).isInstanceOf(Imports.BroughtIn.class);
        assertThat(areas.find(String.valueOf(number))).hasValueSatisfying(it -> {
            assertThat(it.place()).isEqualTo("'s-Gravenhage");
            assertThat(it.middle()).isNotNull();
        });
        assertThat(((Imports.BroughtIn) bringInAreas(file)).report().unchanged())
                .isEqualTo(2);
        assertThat(((Imports.BroughtIn) bringInAreas(file.replace("Nuenen,", "Nuenen-Dorp,")))
                        .report()
                        .changed())
                .isEqualTo(1);
    }

    @Test
    void areas_elsewhere_or_with_their_degrees_swapped_are_refused() {
        var report = ((Imports.TriedOut)
                        neighbourhood.asAdministrator(() -> imports.tryOut(ImportList.AREAS, bytes("""
                pc4;plaats;gemeente;lat;lon
                7901;Dorp;Stad;5,54;51,4
                7902;Dorp;Stad;48,85;2,35
                790;Dorp;Stad;;
                0790;Dorp;Stad;;
                7903;;Stad;;
                7904;Dorp;;;
                """), null)))
                .report();
        assertThat(report.firstRejected().stream()
                        .flatMap(row -> row.why().stream())
                        .map(remark -> remark.number() + " " + remark.problem().key()))
                .containsExactly(
                        "2 exchange.wrong.degreesSwapped",
                        "3 exchange.wrong.degreesElsewhere",
                        "4 exchange.wrong.areaPostcode",
                        "5 exchange.wrong.areaPostcode",
                        "6 ui.form.missing");
        assertThat(report.good()).isEqualTo(1);
        assertThat(report.warned()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_list_that_went_out_comes_back_and_changes_nothing_and_whoever_is_in_it_was_looked_at(ListFile.Format format)
            throws Exception {
        bringIn(ImportList.VOLUNTEERS, """
                nummer;voornaam;achternaam;telefoon;postcode;plaats;het liefst;doet ook;liever niet;dagdelen;uren;vog;trainingen;talen;over;geslacht
                007;Ria;de =Boer;+31612345678;%1$s AB;Dorp;wandelen;boodschappen;tuin;ma ochtend;3;2026-01-15;EHBO 12-3-2024 t/m 12-3-2028;Turks;"Twee
                regels; met een teken";v
                ;Jan;;;;;;;;;;;;;;
                """.formatted(area.postcode()), false);
        var out = new ByteArrayOutputStream();
        at(() -> {
            listFile.write(ImportList.VOLUNTEERS, team.branch(), format, out);
            return true;
        });
        var back = at(
                () -> imports.tryOut(ImportList.VOLUNTEERS, new ByteArrayResource(out.toByteArray()), team.branch()));
        assertThat(back).isInstanceOfSatisfying(Imports.TriedOut.class, tried -> {
            assertThat(tried.report().firstRejected()).isEmpty();
            assertThat(tried.report().unchanged()).isEqualTo(2);
            assertThat(tried.preview().columns())
                    .allSatisfy(column -> assertThat(column).isPresent());
        });
        assertThat(JdbcClient.create(TestDatabase.asSuperuser(database))
                        .sql("select count(distinct person) from audit.subject where account = :account")
                        .param("account", team.coordinator().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void a_coordinator_brings_in_no_areas_and_a_guest_nothing() {
        assertThat(Imports.listFor(team.viewer()))
                .containsExactly(
                        ImportList.VOLUNTEERS,
                        ImportList.PARTICIPANTS,
                        ImportList.REQUESTS,
                        ImportList.MATCHES,
                        ImportList.TRAININGS,
                        ImportList.HOURS);
        assertThat(Imports.listFor(Viewer.NOBODY)).isEmpty();
        assertThatThrownBy(() -> team.viewer().call(() -> imports.tryOut(ImportList.AREAS, bytes("a;b\n1;2\n"), null)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Imports.Outcome bringInAreas(String file) {
        return Viewer.installation().call(() -> imports.bringIn(ImportList.AREAS, bytes(file), null, false));
    }

    private ImportReport tryOut(ImportList list, String file) {
        return ((Imports.TriedOut) at(() -> imports.tryOut(list, bytes(file), team.branch()))).report();
    }

    private Imports.Outcome bringIn(ImportList list, String file, boolean keepGood) {
        return at(() -> imports.bringIn(list, bytes(file), team.branch(), keepGood));
    }

    private ImportReport tryOut(String file) {
        return ((Imports.TriedOut) at(() -> imports.tryOut(ImportList.REQUESTS, bytes(file), team.branch()))).report();
    }

    private Imports.Outcome bringIn(String file, boolean keepGood) {
        return at(() -> imports.bringIn(ImportList.REQUESTS, bytes(file), team.branch(), keepGood));
    }

    private HelpRequest request(String externalId) {
        return at(() -> requests.findByExternalId(team.organisation(), externalId))
                .orElse(null);
    }

    private <T> T at(Supplier<T> work) {
        return Objects.requireNonNull(team.viewer().call(work));
    }

    private static Resource bytes(String text) {
        return new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8));
    }
}
