package nl.samenspel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.exchange.ListHistory.Outlook;
import nl.samenspel.exchange.ListHistory.Stays;
import nl.samenspel.limits.Limits;
import nl.samenspel.limits.OwnLimits;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Invited;
import nl.samenspel.network.Areas;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.privacy.Forgetting;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.volunteers.Vog;
import nl.samenspel.volunteers.Volunteers;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What a list did is undone: all of it, but for what others built on meanwhile.
@SamenspelTest
@NullUnmarked
class UndoTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String HEAD =
            "nummer;voornaam;achternaam;telefoon;postcode;plaats;doet ook;dagdelen;uren;training\n";

    /// The tables in which lists leave something, with what tells whose a row is.
    private static final Map<String, String> TABLES = Map.of(
            "people.person", "id",
            "people.engagement", "person",
            "volunteers.volunteer", "person",
            "volunteers.training", "person",
            "limits.own_limit", "volunteer",
            "limits.own_limit_change", "volunteer",
            "requests.help_request", "id");

    @Autowired
    Imports imports;

    @Autowired
    ImportWork work;

    @Autowired
    ListHistory history;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    People people;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Limits limits;

    @Autowired
    HelpRequests requests;

    @Autowired
    Invitations invitations;

    @Autowired
    Forgetting forgetting;

    @Autowired
    Areas areas;

    @Autowired
    Accounts accounts;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Database database;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    Clock clock;

    @TempDir
    Path folder;

    Team team;
    BroughtLists lists;

    @BeforeEach
    void begin() {
        team = neighbourhood.team();
        lists = new BroughtLists(imports, history);
        imports.rowsOfAPart = 20;
    }

    @AfterEach
    void undisturbed() {
        work.beforeCommit = () -> {};
        imports.rowsOfAPart = Part.ROWS;
    }

    // --- chance ---

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void undoing_leaves_everything_as_it_was_but_for_what_others_built_on(long seed) {
        var random = new Random(seed);
        lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(random, 1, 60, false));
        lists.brought(team, ImportList.REQUESTS, requestRows(random, 1, 20, false));
        var before = snapshot();

        var volunteersList = lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(random, 21, 110, true));
        var requestsList = lists.brought(team, ImportList.REQUESTS, requestRows(random, 11, 50, true));
        assertThat(snapshot()).as("the lists did something").isNotEqualTo(before);

        var touched = othersBuildOn(random, before);
        var built = snapshot();
        assertThat(touched).hasSizeGreaterThan(8);

        var foretoldRequests = lists.foretold(team, requestsList);
        var undoneRequests = lists.undone(team, requestsList);
        assertThat(undoneRequests.undone().gone()).isEqualTo(goes(foretoldRequests));
        assertThat(undoneRequests.undone().putBack()).isEqualTo(back(foretoldRequests));
        assertThat(undoneRequests.staying()).isEqualTo(foretoldRequests.staying());
        var foretold = lists.foretold(team, volunteersList);
        var undone = lists.undone(team, volunteersList);
        assertThat(undone.undone().gone()).isEqualTo(goes(foretold)).isPositive();
        assertThat(undone.undone().putBack()).isEqualTo(back(foretold)).isPositive();
        assertThat(undone.staying()).isEqualTo(foretold.staying()).isPositive();
        assertThat(undone.left()).isZero();

        var after = snapshot();
        Map<String, String> expected = new TreeMap<>();
        before.forEach((row, says) -> {
            if (!isOf(touched, row)) {
                expected.put(row, says);
            }
        });
        built.forEach((row, says) -> {
            if (isOf(touched, row)) {
                expected.put(row, says);
            }
        });
        assertThat(differences(after, expected)).isEmpty();

        // the comparison sees one changed letter
        superuser()
                .sql(
                        "update people.person set place = place || '.' where id = (select id from people.person where organisation = :o order by id limit 1)")
                .param("o", team.organisation().value())
                .update();
        assertThat(differences(snapshot(), expected)).hasSize(1);
    }

    /// People of whom something was done by hand, and requests.
    private Set<UUID> othersBuildOn(Random random, Map<String, String> before) {
        var asks = 0;
        Set<UUID> touched = new HashSet<>();
        var all = superuser()
                .sql("select person from volunteers.volunteer where organisation = :o order by person")
                .param("o", team.organisation().value())
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list();
        var asked = superuser()
                .sql(
                        "select id from requests.help_request where organisation = :o and state = 'SEARCHING' order by external_id")
                .param("o", team.organisation().value())
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list();
        for (var nth = 0; nth < 16; nth++) {
            var who = new PersonId(all.get(random.nextInt(all.size())));
            if (touched.contains(who.value())) {
                continue;
            }
            switch (nth % 4) {
                case 0 -> {
                    var person =
                            at(team, () -> people.find(who, Purpose.RECORD)).orElseThrow();
                    at(team, () -> {
                        people.change(withPhone(person, "0699999999"));
                        return true;
                    });
                    // who was a volunteer before is put back as such, beside what was changed by hand
                    touched.add(who.value());
                }
                case 1 -> {
                    // not everybody can be asked for everything: on until somebody is
                    for (var tries = 0; tries < 50; tries++) {
                        var request = asked.get(random.nextInt(asked.size()));
                        var whom = new PersonId(all.get(random.nextInt(all.size())));
                        if (!touched.contains(whom.value()) && isAsked(request, whom)) {
                            addIfNew(touched, before, "volunteers.volunteer", whom.value());
                            touchedRequest(touched, before, request);
                            asks++;
                            break;
                        }
                    }
                }
                case 2 -> {
                    // of who was here before, name and phone would be put back beside what was changed by hand
                    var came = all.stream()
                            .filter(one -> !before.containsKey("volunteers.volunteer " + one) && !touched.contains(one))
                            .toList();
                    var newcomer = new PersonId(came.get(random.nextInt(came.size())));
                    var volunteer = at(team, () -> volunteers.find(newcomer)).orElseThrow();
                    at(
                            team,
                            () -> volunteers.change(volunteer
                                    .offering(volunteer.offer().byOthers(false))
                                    .showing(Vog.seen(LocalDate.now(clock)))));
                    touched.add(newcomer.value());
                }
                default -> {
                    var request = asked.get(random.nextInt(asked.size()));
                    at(
                            team,
                            () -> requests.note(
                                    new HelpRequestId(request), new ContactNote("Wil", "We bellen weer.", null)));
                    touchedRequest(touched, before, request);
                }
            }
        }
        assertThat(asks).as("somebody was asked").isPositive();
        return touched;
    }

    private boolean isAsked(UUID request, PersonId whom) {
        return at(
                        team,
                        () -> invitations.invite(
                                new HelpRequestId(request),
                                List.of(whom),
                                "Wil je helpen?",
                                LocalDate.now(clock).plusDays(5)))
                instanceof Invited.Asked;
    }

    /// What was there already is put back, whatever rests on it.
    private static void addIfNew(Set<UUID> touched, Map<String, String> before, String table, UUID id) {
        if (!before.containsKey(table + " " + id)) {
            touched.add(id);
        }
    }

    private void touchedRequest(Set<UUID> touched, Map<String, String> before, UUID request) {
        addIfNew(touched, before, "requests.help_request", request);
        addIfNew(
                touched,
                before,
                "people.person",
                superuser()
                        .sql("select participant from requests.help_request where id = :id")
                        .param("id", request)
                        .query((rs, _) -> rs.getObject(1, UUID.class))
                        .single());
    }

    // --- one by one ---

    @Test
    void who_only_came_by_the_list_is_gone_without_a_trace_and_the_log_of_looks_stays() {
        var looks = looks();
        var list = lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(new Random(4), 1, 45, false));
        var made = looks();
        assertThat(made).isGreaterThan(looks);
        var foretold = lists.foretold(team, list);
        assertThat(foretold.counts())
                .containsEntry(Touched.PERSON, new ListHistory.Count(45, 0, 0))
                .containsEntry(Touched.VOLUNTEER, new ListHistory.Count(45, 0, 0));

        var undone = lists.undone(team, list);

        assertThat(undone.undone().gone()).isEqualTo(90);
        assertThat(undone.staying()).isZero();
        assertThat(snapshot()).isEmpty();
        assertThat(looks()).isGreaterThan(made);
        assertThat(superuser()
                        .sql("select distinct handler from audit.event where organisation = :o order by 1")
                        .param("o", team.organisation().value())
                        .query(String.class)
                        .list())
                .contains("import", "undo an import");
        assertThat(at(team, () -> history.undo(list))).as("once is enough").isFalse();
    }

    @Test
    void what_a_row_changed_is_put_back_and_said_by_why_where_it_is_not() {
        lists.brought(
                team,
                ImportList.VOLUNTEERS,
                HEAD
                        + "1;Ria;Bakker;0612345678;9999;Ergens;boodschappen;ma ochtend;4;\n2;Bo;Vos;0612345678;9999;Ergens;boodschappen;ma ochtend;4;\n");
        var before = snapshot();
        var list = lists.brought(
                team,
                ImportList.VOLUNTEERS,
                HEAD
                        + "1;Ria;Bakker;0611111111;9998;Elders;tuin;di ochtend;4;\n2;Bo;Vos;0612345678;9999;Ergens;tuin;ma ochtend;2;\n");
        var outlook = lists.foretold(team, list);
        assertThat(outlook.counts().get(Touched.VOLUNTEER)).isEqualTo(new ListHistory.Count(0, 2, 1));

        var undone = lists.undone(team, list);

        assertThat(undone.undone().putBack()).isEqualTo(3);
        assertThat(undone.stays()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Bo Vos");
            assertThat(one.why()).containsExactly(Why.ONLY_THE_VOLUNTEER_RAISES);
        });
        var after = snapshot();
        after.keySet().removeIf(row -> row.startsWith("limits."));
        before.keySet().removeIf(row -> row.startsWith("limits."));
        assertThat(after).isEqualTo(before);
        assertThat(hours("2")).isEqualTo(2);
    }

    @Test
    void a_request_goes_and_whoever_it_was_for_with_it_unless_another_is_worked_on() {
        var list = lists.brought(team, ImportList.REQUESTS, """
                hulpvraagnummer;deelnemernummer;naam;soort hulp;vraag;postcode;plaats;status
                H-1;D-1;Wil Bos;tuin;Het gras;9999;Ergens;zoekt
                H-2;D-1;Wil Bos;boodschappen;De winkel;9999;Ergens;nieuw
                H-3;D-2;An Tol;wandelen;Een rondje;9999;Ergens;nieuw
                """);
        at(team, () -> requests.note(request("H-2").id(), new ContactNote("Wil", "We bellen weer.", null)));

        var foretold = lists.foretold(team, list);
        assertThat(foretold.counts())
                .containsEntry(Touched.REQUEST, new ListHistory.Count(2, 0, 1))
                .containsEntry(Touched.PERSON, new ListHistory.Count(1, 0, 1));
        var undone = lists.undone(team, list);

        assertThat(undone.undone().gone()).isEqualTo(3);
        assertThat(undone.stays().stream().collect(Collectors.toMap(Stays::of, Stays::why)))
                .containsEntry(Touched.REQUEST, Set.of(Why.TAKEN_UP))
                .containsEntry(Touched.PERSON, Set.of(Why.REQUEST));
        assertThat(at(team, () -> requests.findByExternalId(team.organisation(), "H-1")))
                .isEmpty();
        assertThat(at(team, () -> people.findByExternalId(team.organisation(), "D-2")))
                .isEmpty();
        assertThat(at(team, () -> people.findByExternalId(team.organisation(), "D-1")))
                .isPresent();
    }

    @Test
    void who_is_somebodys_next_of_kin_now_or_signs_in_stays() {
        var kin = neighbourhood.someone(team, "Saar", Role.PARTICIPANT, "9999");
        var list = lists.brought(
                team,
                ImportList.PARTICIPANTS,
                "nummer;naam;postcode;plaats\n1;Wil Bos;9999;Ergens\n2;An Tol;9999;Ergens\n");
        var wil = person("1");
        at(team, () -> {
            people.relate(team.organisation(), kin.person(), wil, Relation.CHILD);
            return true;
        });
        var undone = lists.undone(team, list);
        assertThat(undone.undone().gone()).isEqualTo(1);
        assertThat(undone.stays()).singleElement().satisfies(one -> {
            assertThat(one.name()).isEqualTo("Wil Bos");
            assertThat(one.why()).containsExactly(Why.BESIDE);
        });
        assertThat(at(team, () -> history.undo(list)))
                .as("it may be tried again")
                .isTrue();
    }

    // --- who, when ---

    @Test
    void a_colleague_of_the_branch_may_and_nobody_else() {
        var list = lists.brought(team, ImportList.PARTICIPANTS, "nummer;naam;postcode;plaats\n1;Wil Bos;9999;Ergens\n");
        var otherBranch = neighbourhood.colleagueOf(team);
        var elsewhere = neighbourhood.team();
        var colleague = colleagueAtTheBranch();
        for (var stranger : List.of(otherBranch, elsewhere)) {
            assertThat(at(stranger, history::list)).isEmpty();
            assertThat(at(stranger, () -> history.foretell(list))).isEmpty();
            assertThat(at(stranger, () -> history.undo(list))).isFalse();
        }
        assertThat(colleague.call(history::list)).singleElement().satisfies(came -> {
            assertThat(came.by()).isEqualTo(team.coordinator());
            assertThat(came.added()).isEqualTo(1);
        });
        assertThat(colleague.call(() -> history.undo(list))).isTrue();
        colleague.run(() -> history.await(list, LONG));
        assertThat(colleague
                        .call(() -> history.findAftermath(list))
                        .orElseThrow()
                        .undone()
                        .gone())
                .isEqualTo(1);
    }

    private Viewer colleagueAtTheBranch() {
        var account = neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Ook hier",
                UUID.randomUUID() + "@voorbeeld.example",
                "nl",
                Role.COORDINATOR,
                team.organisation(),
                team.branch(),
                null)));
        return neighbourhood.viewer(account);
    }

    @Test
    void whenever_the_program_dies_undoing_goes_on_and_comes_out_the_same() {
        lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(new Random(5), 1, 30, false));
        var before = snapshot();
        var list = lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(new Random(6), 10, 120, false));
        var died = new AtomicInteger();
        var steps = new AtomicInteger();
        work.beforeCommit = () -> {
            // before anything was kept, and again after each step that was
            if (steps.getAndIncrement() % 2 == 0) {
                died.incrementAndGet();
                throw new ProgramDied();
            }
        };
        assertThat(at(team, () -> history.undo(list))).isTrue();
        at(team, () -> {
            history.await(list, LONG);
            return true;
        });
        while (at(team, () -> history.find(list)).orElseThrow().how() instanceof ListHistory.BeingUndone) {
            superuser()
                    .sql("update exchange.import_file set heard_at = :then where id = :id")
                    .param("then", Timestamp.from(Instant.EPOCH))
                    .param("id", list)
                    .update();
            work.goOn();
            at(team, () -> {
                history.await(list, LONG);
                return true;
            });
        }
        assertThat(died.get()).isGreaterThanOrEqualTo(5);
        assertThat(snapshot()).isEqualTo(before);
    }

    @Test
    void who_says_stop_keeps_the_rest_and_can_go_on_later() {
        var list = lists.brought(team, ImportList.VOLUNTEERS, HEAD + rows(new Random(7), 1, 100, false));
        work.beforeCommit = () -> {
            work.beforeCommit = () -> {};
            at(team, () -> imports.stop(list));
        };
        var half = lists.undone(team, list);
        assertThat(half.undone().gone()).isEqualTo(20);
        assertThat(half.left()).isEqualTo(180);
        var whole = lists.undone(team, list);
        assertThat(whole.undone().gone()).isEqualTo(200);
        assertThat(snapshot()).isEmpty();
    }

    @Test
    void what_stood_in_the_file_goes_after_a_day_and_what_it_did_after_thirty() {
        var list = lists.brought(team, ImportList.PARTICIPANTS, "nummer;naam;postcode;plaats\n1;Wil Bos;9999;Ergens\n");
        ForgetFiles.forget(jobs, Clock.offset(clock, Duration.ofHours(25)));
        assertThat(superuser()
                        .sql(
                                "select octet_length(content) + (select count(*) from exchange.import_part where file = id) from exchange.import_file where id = :id")
                        .param("id", list)
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(lists.foretold(team, list).undone()).isEqualTo(1);
        ForgetFiles.forget(jobs, Clock.offset(clock, Duration.ofDays(29)));
        assertThat(traces(list)).isEqualTo(1);
        ForgetFiles.forget(jobs, Clock.offset(clock, Duration.ofDays(31)));
        assertThat(traces(list)).isZero();
        assertThat(at(team, () -> history.undo(list))).isFalse();
        assertThat(person("1")).isNotNull();
    }

    @Test
    void after_thirty_days_it_is_too_late_also_before_it_is_forgotten() {
        var list = lists.brought(team, ImportList.PARTICIPANTS, "nummer;naam;postcode;plaats\n1;Wil Bos;9999;Ergens\n");
        superuser()
                .sql("update exchange.import_file set done_at = :then where id = :id")
                .param("then", Timestamp.from(clock.instant().minus(ListHistory.UNDOABLE)))
                .param("id", list)
                .update();
        assertThat(at(team, history::list)).isEmpty();
        assertThat(at(team, () -> history.undo(list))).isFalse();
    }

    @Test
    void what_a_list_changed_is_kept_where_who_has_only_the_database_cannot_read_it() {
        lists.brought(
                team,
                ImportList.PARTICIPANTS,
                "nummer;naam;telefoon;postcode;plaats\n1;Wil Bos;0612345678;9999;Ergens\n");
        var list = lists.brought(
                team,
                ImportList.PARTICIPANTS,
                "nummer;naam;telefoon;postcode;plaats\n1;Wil Bos;0687654321;9999;Ergens\n");
        var kept = superuser()
                .sql("select before || mark from exchange.import_trace where file = :file")
                .param("file", list)
                .query((rs, _) -> new String(rs.getBytes(1), StandardCharsets.ISO_8859_1))
                .single();
        assertThat(kept).doesNotContain("0612345678").doesNotContain("Bos").doesNotContain("Ergens");
        lists.undone(team, list);
        assertThat(at(team, () -> people.find(person("1"), Purpose.RECORD))
                        .orElseThrow()
                        .phone())
                .isEqualTo("0612345678");
        assertThat(traces(list)).as("and then forgotten").isZero();
    }

    @Test
    void of_who_is_forgotten_nothing_is_kept_to_undo_a_list_by() throws IOException {
        var head = "nummer;naam;telefoon;postcode;plaats\n";
        lists.brought(
                team,
                ImportList.PARTICIPANTS,
                head + "1;Wil Bos;0612345678;9999;Ergens\n2;Ada Mos;0612345679;9999;Ergens\n");
        var list = lists.brought(
                team,
                ImportList.PARTICIPANTS,
                head + "1;Wil Bos;0687654321;9999;Ergens\n2;Ada Mos;0687654322;9999;Ergens\n");
        var wil = person("1");
        var forgotten = Files.writeString(folder.resolve("forgotten.txt"), wil + "\n");
        assertThat(traces(list)).isEqualTo(2);

        assertThat(forgetting.forgetAgain(forgotten).forgotten()).isEqualTo(1);

        assertThat(traces(list)).isEqualTo(1);
        assertThat(lists.undone(team, list).undone().putBack()).isEqualTo(1);
        assertThat(superuser()
                        .sql("select phone from people.person where organisation = :o order by phone nulls first")
                        .param("o", team.organisation().value())
                        .query((rs, _) -> String.valueOf(rs.getString(1)))
                        .list())
                .containsExactly("null", "0612345679");
    }

    @Test
    void areas_that_a_list_brought_are_as_before() {
        var administrator = neighbourhood.viewer(neighbourhood.asAdministrator(() -> accounts.open(new NewAccount(
                "Beheer",
                "beheer." + team.organisation() + "@voorbeeld.example",
                "nl",
                Role.ADMINISTRATOR,
                null,
                null,
                null))));
        var known = neighbourhood.area();
        var other = IntStream.range(1000, 9999)
                .mapToObj(Integer::toString)
                .filter(postcode -> areas.find(postcode).isEmpty())
                .findFirst()
                .orElseThrow();
        var list = lists.brought(
                administrator,
                null,
                ImportList.AREAS,
                "postcode;plaats;gemeente;provincie\n%s;Elders;Elders;Drenthe\n%s;Nergens;Nergens;Drenthe\n"
                        .formatted(known.postcode(), other));
        assertThat(areas.find(known.postcode()).orElseThrow().place()).isEqualTo("Elders");
        assertThat(areas.find(other)).isPresent();

        var undone = lists.undone(administrator, list);

        assertThat(undone.undone()).returns(1, done -> done.gone()).returns(1, done -> done.putBack());
        assertThat(areas.find(known.postcode())).contains(known);
        assertThat(areas.find(other)).isEmpty();
    }

    @Test
    void trainings_that_a_list_brought_are_as_before() {
        lists.brought(team, ImportList.VOLUNTEERS, "nummer;naam;uren;trainingen\n1;Ria Bakker;3;EHBO 12-3-2020\n");
        var list = lists.brought(
                team,
                ImportList.TRAININGS,
                "vrijwilligersnummer;training;behaald op\n1;EHBO;12-3-2024\n1;omgaan met dementie;3-3-2025\n");
        assertThat(traces(list)).as("one volunteer").isEqualTo(1);
        lists.undone(team, list);
        assertThat(superuser()
                        .sql("select qualification || ' ' || obtained_on from volunteers.training where person = :who")
                        .param("who", person("1").value())
                        .query(String.class)
                        .list())
                .containsExactly("FIRST_AID 2020-03-12");
    }

    @Test
    void nobody_deletes_people_but_by_undoing() {
        var list = lists.brought(team, ImportList.PARTICIPANTS, "nummer;naam;postcode;plaats\n1;Wil Bos;9999;Ergens\n");
        var wil = person("1");
        at(team, () -> {
            people.removeAll(team.organisation(), List.of(wil));
            return true;
        });
        assertThat(person("1")).isEqualTo(wil);
        superuser()
                .sql("update exchange.import_file set state = 'UNDOING', undone_by = account where id = :id")
                .param("id", list)
                .update();
        at(team, () -> {
            people.removeAll(team.organisation(), List.of(wil));
            return true;
        });
        assertThat(at(team, () -> people.findByExternalId(team.organisation(), "1")))
                .isEmpty();
    }

    @Test
    void limits_that_a_list_brought_go_with_it_and_not_where_something_rests_on_them() {
        var list = lists.brought(
                team, ImportList.VOLUNTEERS, HEAD + "1;Ria;Bakker;;9999;Ergens;boodschappen;ma ochtend;4;\n");
        var ria = person("1");
        at(team, () -> limits.setRatherNot(ria, Set.of(nl.samenspel.network.Situation.PETS)));
        assertThat(lists.undone(team, list).stays())
                .allSatisfy(one -> assertThat(one.why()).contains(Why.CARRIES));
        assertThat(at(team, () -> limits.find(ria)))
                .hasValueSatisfying(own -> assertThat(own).isEqualTo(new OwnLimits(ria, 4, 1, null)));
    }

    // --- steps ---

    private static final class ProgramDied extends Error {
        ProgramDied() {
            super("on purpose", null, false, false);
        }
    }

    private static Person withPhone(Person person, String phone) {
        return new Person(
                person.id(),
                person.organisation(),
                person.externalId(),
                person.givenName(),
                person.familyName(),
                person.email(),
                phone,
                person.postcode(),
                person.place(),
                person.address(),
                person.gender(),
                person.languages());
    }

    /// @param other whether they say something else than before
    private static String rows(Random random, int from, int to, boolean other) {
        var text = new StringBuilder();
        for (var row = from; row <= to; row++) {
            text.append("V%d;Vrijwilliger;Nummer%d;%s;9999;%s;%s;%s;%s;%s\n"
                    .formatted(
                            row,
                            row,
                            random.nextBoolean() ? "06%08d".formatted(random.nextInt(100_000_000)) : "",
                            random.nextInt(3) == 0 ? "Elders" : "Ergens",
                            random.nextBoolean() ? "boodschappen" : "boodschappen, tuin",
                            random.nextBoolean() ? "ma ochtend" : "di avond",
                            other && random.nextBoolean() ? "" : 4,
                            random.nextInt(3) == 0 ? "EHBO 12-3-202" + (other ? 5 : 4) : ""));
        }
        return text.toString();
    }

    private static String requestRows(Random random, int from, int to, boolean other) {
        var text = new StringBuilder(
                "hulpvraagnummer;deelnemernummer;naam;telefoon;soort hulp;vraag;postcode;plaats;status\n");
        for (var row = from; row <= to; row++) {
            text.append("H-%d;D-%d;Deelnemer Nummer%d;%s;boodschappen;%s;9999;Ergens;zoekt\n"
                    .formatted(
                            row,
                            row / 2,
                            row / 2,
                            other && row % 2 == 0 ? "06%08d".formatted(random.nextInt(100_000_000)) : "",
                            random.nextBoolean() ? "De winkel" : "De markt"));
        }
        return text.toString();
    }

    /// Of each row of the organisation what it says, by table and whose it is; without what counts changes.
    private Map<String, String> snapshot() {
        Map<String, String> rows = new TreeMap<>();
        TABLES.forEach((table, whose) -> superuser()
                .sql("""
                        select t.%s as whose, (to_jsonb(t) - 'version' - 'changed_at')::text as says
                        from %s t where t.organisation = :organisation order by 2
                        """.formatted(whose, table))
                .param("organisation", team.organisation().value())
                .query(rs -> {
                    rows.merge(
                            table + " " + rs.getString("whose"),
                            rs.getString("says"),
                            (one, other) -> one + "\n" + other);
                }));
        return rows;
    }

    private static List<String> differences(Map<String, String> is, Map<String, String> expected) {
        var rows = new java.util.TreeSet<>(is.keySet());
        rows.addAll(expected.keySet());
        return rows.stream()
                .filter(row -> !Objects.equals(is.get(row), expected.get(row)))
                .map(row -> "%s%n  is       %s%n  expected %s".formatted(row, is.get(row), expected.get(row)))
                .toList();
    }

    private static boolean isOf(Set<UUID> some, String row) {
        return some.contains(UUID.fromString(row.substring(row.indexOf(' ') + 1)));
    }

    private static int goes(Outlook outlook) {
        return outlook.counts().values().stream()
                .mapToInt(ListHistory.Count::goes)
                .sum();
    }

    private static int back(Outlook outlook) {
        return outlook.counts().values().stream()
                .mapToInt(ListHistory.Count::back)
                .sum();
    }

    private HelpRequest request(String number) {
        return requests.findByExternalId(team.organisation(), number).orElseThrow();
    }

    private PersonId person(String number) {
        return at(team, () -> people.findByExternalId(team.organisation(), number))
                .orElse(null);
    }

    private int hours(String number) {
        return at(team, () -> limits.find(person(number))).orElseThrow().hoursPerWeek();
    }

    private int traces(UUID list) {
        return superuser()
                .sql("select count(*) from exchange.import_trace where file = :file")
                .param("file", list)
                .query(Integer.class)
                .single();
    }

    private int looks() {
        return superuser()
                .sql("select count(*) from audit.event where organisation = :o")
                .param("o", team.organisation().value())
                .query(Integer.class)
                .single();
    }

    private JdbcClient superuser() {
        return JdbcClient.create(TestDatabase.asSuperuser(database));
    }

    private static <T> T at(Team who, Supplier<T> step) {
        return Objects.requireNonNull(who.viewer().call(step));
    }
}
