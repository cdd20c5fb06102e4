package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.exchange.ListHistory.Count;
import nl.samenspel.matches.EarlierMatches;
import nl.samenspel.matches.EndReason;
import nl.samenspel.matches.Match;
import nl.samenspel.matches.Matches;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.visits.EarlierVisits;
import nl.samenspel.visits.Visit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lists of matches and hours are undone, with all that came with them, but for what went on since.
@SamenspelTest
@NullUnmarked
class UndoOfMatchesTest {

    /// All that a match or hours leave anywhere, with what is in it of this organisation.
    private static final Map<String, String> TABLES = Map.of(
            "matches.match", "organisation = :o",
            "matches.event", "match in (select id from matches.match where organisation = :o)",
            "matches.check_in", "organisation = :o",
            "matching.invitation", "organisation = :o",
            "people.consent", "organisation = :o",
            "access.share", "from_organisation = :o",
            "limits.commitment", "organisation = :o",
            "visits.visit", "organisation = :o");

    @Autowired
    Imports imports;

    @Autowired
    ListHistory history;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    EarlierMatches earlier;

    @Autowired
    Matches matches;

    @Autowired
    EarlierVisits visits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Database database;

    Team team;
    BroughtLists lists;
    JdbcClient superuser;

    @BeforeEach
    void begin() {
        team = neighbourhood.team();
        lists = new BroughtLists(imports, history);
        superuser = JdbcClient.create(TestDatabase.asSuperuser(database));
    }

    private UUID volunteers() {
        return lists.brought(team, ImportList.VOLUNTEERS, """
                nummer;naam;postcode;plaats;dagdelen;uren;koppelingen tegelijk;doet
                V1;Ria Bakker;9999 AB;Ergens;ma t/m zo;4;2;gezelschap
                V2;Jan de Vries;9999 CD;Ergens;ma t/m zo;4;2;gezelschap
                V3;Joke de Vries;9999 CD;Ergens;ma t/m zo;4;2;gezelschap
                """);
    }

    private UUID requests() {
        return lists.brought(team, ImportList.REQUESTS, """
                nummer;deelnemernummer;naam;postcode;plaats;soort hulp;uren;status;afgerond op
                H1;D1;Wil Bos;9999 AB;Ergens;gezelschap;2;zoekt;
                H2;D2;Ada Mos;9999 AB;Ergens;wandelen;2;zoekt;
                H5;D5;Dik Ent;9999 AB;Ergens;gezelschap;2;afgerond;2025-06-01
                """);
    }

    private UUID matches() {
        return lists.brought(team, ImportList.MATCHES, """
                Koppelingsnummer;Vrijwilligersnummer;Hulpvraagnummer;Begonnen op;Geëindigd op;Reden
                K1;V1;H1;2024-03-01;;
                K2;V2;H2;2025-01-15;;
                K3;V3;H5;2024-01-10;2025-06-01;verhuisd
                """);
    }

    private UUID hours(String minutes) {
        return lists.brought(team, ImportList.HOURS, """
                nummer;koppelingsnummer;datum;minuten
                U1;K1;2025-03-01;%1$s
                U2;K1;2025-03-08;%1$s
                U3;K3;2024-03-08;90
                """.formatted(minutes));
    }

    @Test
    void four_lists_are_undone_one_by_one_until_nothing_is_left() {
        var volunteers = volunteers();
        var requests = requests();
        var before = rows();
        assertThat(before)
                .containsOnlyKeys(
                        "access.share",
                        "limits.commitment",
                        "matches.check_in",
                        "matches.event",
                        "matches.match",
                        "matching.invitation",
                        "people.consent",
                        "visits.visit");
        var matches = matches();
        assertThat(rows().get("limits.commitment")).hasSize(2);
        assertThat(rows().get("access.share")).hasSize(4);
        var hours = hours("60");
        assertThat(rows().get("visits.visit")).hasSize(3);
        // what others rest on stays until that is gone
        assertThat(lists.foretold(team, matches).counts()).containsEntry(Touched.MATCH, new Count(1, 0, 2));
        assertThat(lists.foretold(team, requests).counts()).containsEntry(Touched.REQUEST, new Count(0, 0, 3));

        assertThat(lists.foretold(team, hours).counts()).containsEntry(Touched.HOURS, new Count(3, 0, 0));
        assertThat(lists.undone(team, hours).undone().gone()).isEqualTo(3);
        assertThat(lists.foretold(team, matches).counts()).containsEntry(Touched.MATCH, new Count(3, 0, 0));
        var undone = lists.undone(team, matches);
        assertThat(undone.undone().gone()).isEqualTo(3);
        assertThat(undone.staying()).isZero();

        assertThat(rows()).isEqualTo(before);
        assertThat(request("H1")).isInstanceOf(HelpRequest.Searching.class);
        assertThat(request("H5")).isInstanceOf(HelpRequest.Closed.class);
        assertThat(lists.undone(team, requests).staying()).isZero();
        assertThat(lists.undone(team, volunteers).staying()).isZero();
        assertThat(superuser
                        .sql("select count(*) from people.person where organisation = :o")
                        .param("o", team.organisation().value())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_match_that_went_on_stays_and_says_why() {
        volunteers();
        requests();
        var list = matches();
        at(() -> matches.end(match("K1").id(), EndReason.GOAL_REACHED, "", Matches.Afterwards.CLOSE));
        superuser
                .sql("update matches.check_in set state = 'ASKED', asked_on = due_on where match = :match")
                .param("match", match("K2").id().value())
                .update();
        var was = rows();

        var undone = lists.undone(team, list);

        assertThat(undone.undone().gone()).isEqualTo(1);
        assertThat(undone.stays().stream().collect(Collectors.toMap(one -> one.name(), one -> one.why())))
                .isEqualTo(Map.of("Wil Bos", Set.of(Why.CHANGED), "Ada Mos", Set.of(Why.HOW_IT_GOES)));
        assertThat(match("K3")).isNull();
        assertThat(rows().get("matches.match")).hasSize(was.get("matches.match").size() - 1);
        assertThat(rows().get("limits.commitment")).isEqualTo(was.get("limits.commitment"));
        assertThat(match("K2")).isInstanceOf(Match.Active.class);
    }

    @Test
    void hours_that_a_list_put_right_are_what_they_were() {
        volunteers();
        requests();
        matches();
        hours("60");
        var before = rows();
        var list = hours("45");
        assertThat(rows()).isNotEqualTo(before);
        assertThat(lists.foretold(team, list).counts()).containsEntry(Touched.HOURS, new Count(0, 2, 0));

        assertThat(lists.undone(team, list).undone().putBack()).isEqualTo(2);

        assertThat(rows()).isEqualTo(before);
        assertThat(superuser
                        .sql("""
                                select count(*) from visits.earlier e join visits.visit v on v.id = e.visit
                                where v.organisation = :o
                                """)
                        .param("o", team.organisation().value())
                        .query(Integer.class)
                        .single())
                .as("what they were told to be stays readable")
                .isEqualTo(4);
    }

    @Test
    void nobody_deletes_matches_or_hours_but_by_undoing() {
        volunteers();
        requests();
        matches();
        hours("60");
        var before = rows();
        for (var match : List.of(match("K1"), match("K3"))) {
            assertThatThrownBy(() -> at(() -> earlier.removeAll(team.organisation(), List.of(match.id()))))
                    .isInstanceOf(DataAccessException.class);
        }
        at(() -> {
            visits.removeAll(visits.listByExternalId(team.organisation(), List.of("U1", "U2", "U3")).values().stream()
                    .map(Visit::id)
                    .toList());
            return true;
        });
        assertThat(rows()).isEqualTo(before);
    }

    /// By table, what its rows say; without who wrote it when.
    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        TABLES.forEach((table, where) -> rows.put(
                table,
                superuser
                        .sql(
                                "select (to_jsonb(t) - 'version' - 'told_at' - 'told_by')::text from %s t where %s order by 1"
                                        .formatted(table, where))
                        .param("o", team.organisation().value())
                        .query(String.class)
                        .list()));
        return rows;
    }

    private Match match(String number) {
        return team.viewer()
                .call(() -> earlier.listByExternalId(team.organisation(), List.of(number)))
                .get(number);
    }

    private HelpRequest request(String number) {
        return at(() -> requests.findByExternalId(team.organisation(), number)).orElseThrow();
    }

    private <T> T at(Supplier<T> step) {
        return Objects.requireNonNull(team.viewer().call(step));
    }
}
