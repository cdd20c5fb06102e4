package nl.samenspel.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.database.Law;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequest.Matched;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequest.Referred;
import nl.samenspel.requests.HelpRequest.Refused;
import nl.samenspel.requests.HelpRequest.Searching;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SamenspelTest
@NullUnmarked
class HelpRequestsTest {

    @Autowired
    HelpRequests requests;

    @Autowired
    Tasks tasks;

    @Autowired
    Reception reception;

    @Autowired
    HelpRequestStore store;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    List<Law> laws;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    // --- what goes in comes out ---

    Stream<HelpRequest> every_state(Team team, PersonId participant) {
        var holder = new Holder(team.organisation(), team.branch(), team.coordinator());
        var ask = new Ask(
                participant,
                null,
                null,
                team.coordinator(),
                Through.PHONE,
                need("1000").judged(3, Set.of(Qualification.VOG, Qualification.DEMENTIA)),
                "Meerdorp",
                today().minusDays(12),
                "A-" + UUID.randomUUID());
        return IntStream.range(0, 7).mapToObj(i -> {
            var asked = new Asked(
                    HelpRequestId.next(),
                    0,
                    new Ask(
                            participant,
                            null,
                            null,
                            ask.askedByAccount(),
                            ask.through(),
                            ask.need(),
                            ask.municipality(),
                            ask.waitingSince(),
                            ask.externalId() + i),
                    holder,
                    today());
            return switch (i) {
                case 0 -> asked;
                case 1 -> asked.search(true, today().plusDays(7));
                case 2 -> asked.search(false, today()).match(today().plusDays(3));
                case 3 -> asked.refer("de wijkverpleging 🩺", team.organisation(), today());
                case 4 -> asked.refuse(Lacking.EXPERTISE, "het sociaal team", null, today());
                case 5 -> asked.withdraw("toch niet nodig", today());
                default -> asked.close(CloseReason.MOVED, "naar Groningen", today());
            };
        });
    }

    @Test
    void what_goes_in_comes_out() {
        var team = neighbourhood.team();
        var someone = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");

        team.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> every_state(team, someone.person())
                        .forEach(request -> {
                            store.add(request, UUID.randomUUID(), Instant.now());
                            assertThat(store.find(request.id())).contains(request);
                        })));
    }

    @Test
    void a_transition_is_saved_only_if_nobody_was_first() {
        var team = neighbourhood.team();
        var id = taken(team);
        team.viewer()
                .run(() -> transaction.executeWithoutResult(_ -> {
                    var asked = (Asked) store.find(id).orElseThrow();
                    assertThat(store.replace(asked, asked.search(false, today())))
                            .isTrue();
                    assertThat(store.replace(asked, asked.withdraw("", today())))
                            .isFalse();
                    assertThat(store.find(id)).get().isInstanceOf(Searching.class);
                }));
    }

    @Test
    void a_volunteers_request_goes_searching_and_the_decision_is_kept() {
        var team = neighbourhood.team();
        var id = taken(team);

        team.viewer().run(() -> {
            var triaged = requests.triage(id, decided(new Triage.ByVolunteer()));

            assertThat(triaged).isInstanceOf(Triaged.Decided.class);
            assertThat(requests.find(id)).get().isInstanceOfSatisfying(Searching.class, it -> {
                assertThat(it.together()).isFalse();
                assertThat(it.ask().need().urgency()).isEqualTo(3);
                assertThat(it.ask().need().qualifications()).containsExactly(Qualification.VOG);
            });
            assertThat(requests.triages(id)).singleElement().satisfies(done -> {
                assertThat(done.by()).isEqualTo(team.coordinator());
                assertThat(done.triage()).isEqualTo(decided(new Triage.ByVolunteer()));
            });
        });
    }

    @Test
    void what_is_too_much_for_one_is_divided_and_every_part_is_looked_after() {
        var team = neighbourhood.team();
        var id = taken(team);
        team.viewer().run(() -> {
            assertThat(tasks.divide(id, List.of(1, 1))).as("before triage").isEmpty();
            requests.triage(id, decided(new Triage.ByVolunteer()));
            var whole = (Searching) requests.find(id).orElseThrow();
            int hours = whole.ask().hoursPerWeek();
            assertThat(hours).isGreaterThan(1);
            assertThat(tasks.divide(id, List.of(hours, 1)))
                    .as("more than there is")
                    .isEmpty();
            assertThat(tasks.divide(id, List.of(hours))).as("one part").isEmpty();
            assertThat(tasks.divide(id, List.of(hours, 0))).as("an empty part").isEmpty();
            assertThat(requests.find(id)).contains(whole);

            var parts = tasks.divide(id, List.of(hours - 1, 1));

            assertThat(parts).hasSize(2).startsWith(id);
            for (int i = 0; i < 2; i++) {
                int part = i;
                assertThat(requests.find(parts.get(i))).get().isInstanceOfSatisfying(Searching.class, it -> {
                    assertThat(it.ask().hoursPerWeek()).isEqualTo(part == 0 ? hours - 1 : 1);
                    assertThat(it.ask().participant()).isEqualTo(whole.ask().participant());
                    assertThat(it.ask().waitingSince()).isEqualTo(whole.ask().waitingSince());
                    assertThat(it.ask().externalId())
                            .isEqualTo(part == 0 ? whole.ask().externalId() : null);
                    assertThat(it.holder()).isEqualTo(whole.holder());
                    assertThat(it.nextDate()).isEqualTo(whole.nextDate());
                });
                assertThat(requests.triages(parts.get(i))).hasSize(1);
                assertThat(requests.events(parts.get(i)))
                        .last()
                        .satisfies(event -> assertThat(event.what()).isEqualTo(RequestEvent.What.DIVIDED));
            }
        });
    }

    @Test
    void what_the_base_forbids_is_refused_by_name_and_changes_nothing() {
        var team = neighbourhood.team();
        var id = taken(team);
        var triage = new Triage(
                Set.of(), true, Set.of(Boundary.MEDICATION, Boundary.LIFTING), new Triage.Together(), "", 1, Set.of());

        team.viewer().run(() -> {
            assertThat(requests.triage(id, triage))
                    .isInstanceOfSatisfying(
                            Triaged.BeyondVolunteers.class,
                            beyond -> assertThat(beyond.crossed())
                                    .extracting(Triaged.Crossed::boundary)
                                    .containsExactly(Boundary.MEDICATION));
            assertThat(requests.find(id)).get().isInstanceOf(Asked.class);
            assertThat(requests.triages(id)).isEmpty();
        });
    }

    @Test
    void a_stricter_organisation_keeps_its_own_boundary() {
        var team = neighbourhood.team();
        var id = taken(team);
        neighbourhood.asAdministrator(() -> {
            var now = organisations.find(team.organisation()).orElseThrow();
            organisations.change(new nl.samenspel.network.Organisation(
                    now.id(), now.name(), now.kind(), now.about(), now.phone(), now.email(), Set.of("OWN_CAR")));
            return true;
        });
        var triage = new Triage(Set.of(), true, Set.of(Boundary.OWN_CAR), new Triage.ByVolunteer(), "", 1, Set.of());

        team.viewer()
                .run(() -> assertThat(requests.triage(id, triage))
                        .isInstanceOfSatisfying(
                                Triaged.BeyondVolunteers.class,
                                beyond -> assertThat(beyond.crossed())
                                        .containsExactly(
                                                new Triaged.Crossed(Boundary.OWN_CAR, Boundary.Rule.NEVER, true))));
    }

    /// The guard in the code is one; the database is the other.
    @Test
    void the_database_too_keeps_the_base_boundaries_and_they_are_the_coded_ones() {
        var team = neighbourhood.team();
        var id = taken(team);
        for (var boundary : Boundary.values()) {
            for (var decision : List.of(new Triage.ByVolunteer(), new Triage.Together())) {
                var triage = new Triage(Set.of(), true, Set.of(boundary), decision, "", 1, Set.of());
                var allowed = Boundaries.crossedBy(decision, triage.touched(), Set.of())
                        .isEmpty();
                org.assertj.core.api.ThrowableAssert.ThrowingCallable write = () -> team.viewer()
                        .run(() -> transaction.executeWithoutResult(_ -> store.write(
                                id,
                                new Holder(team.organisation(), team.branch(), team.coordinator()),
                                new TriageOnRecord(Instant.now(), team.coordinator(), triage))));
                if (allowed) {
                    org.assertj.core.api.Assertions.assertThatCode(write).doesNotThrowAnyException();
                } else {
                    assertThatThrownBy(write).hasMessageContaining("base_boundaries");
                }
            }
        }
    }

    @Test
    void a_no_is_kept_as_unmet_need_and_counted() {
        var team = neighbourhood.team();
        var id = taken(team);

        team.viewer().run(() -> {
            requests.triage(id, decided(new Triage.No(Lacking.CAPACITY, "De Buurtkamer, 020 1234567", null)));

            assertThat(requests.find(id)).get().isInstanceOfSatisfying(Refused.class, no -> {
                assertThat(no.lacking()).isEqualTo(Lacking.CAPACITY);
                assertThat(no.nextDoor()).isEqualTo("De Buurtkamer, 020 1234567");
            });
            assertThat(requests.countRefused()).isEqualTo(1);
            assertThat(requests.countOpenByKindAndArea()).isEmpty();
        });
    }

    @Test
    void a_professionals_work_is_referred_and_nothing_more_is_decided_on_it() {
        var team = neighbourhood.team();
        var id = taken(team);

        team.viewer().run(() -> {
            requests.triage(id, decided(new Triage.ByProfessional("de wijkverpleging", null)));

            assertThat(requests.find(id)).get().isInstanceOf(Referred.class);
            assertThat(requests.triage(id, decided(new Triage.ByVolunteer()))).isInstanceOf(Triaged.NotNow.class);
        });
    }

    @Test
    void whoever_looked_at_an_older_version_is_told() {
        var team = neighbourhood.team();
        var id = taken(team);

        team.viewer().run(() -> {
            requests.setNextDate(id, today().plusDays(9));

            assertThat(requests.triage(id, decided(new Triage.ByVolunteer()), 0))
                    .isInstanceOf(Triaged.NotNow.class);
            assertThat(requests.triage(id, decided(new Triage.ByVolunteer()), 1))
                    .isInstanceOf(Triaged.Decided.class);
        });
    }

    // --- the first yes ---

    @Test
    void of_two_who_say_yes_at_once_only_the_first_succeeds() throws Exception {
        var team = neighbourhood.team();
        var id = taken(team);
        team.viewer().run(() -> requests.triage(id, decided(new Triage.ByVolunteer())));

        try (var hands = Executors.newFixedThreadPool(8)) {
            var answers = hands.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(_ -> () -> team.viewer().call(() -> requests.markMatched(id)))
                    .toList());
            assertThat(answers.stream().filter(answer -> result(answer))).hasSize(1);
        }
        team.viewer().run(() -> {
            assertThat(requests.find(id)).get().isInstanceOf(Matched.class);
            assertThat(requests.release(id)).isTrue();
            assertThat(requests.release(id)).isFalse();
            assertThat(requests.find(id)).get().isInstanceOf(Searching.class);
        });
    }

    @Test
    void what_does_not_wait_for_a_volunteer_is_not_matched() {
        var team = neighbourhood.team();
        var id = taken(team);

        team.viewer().run(() -> assertThat(requests.markMatched(id)).isFalse());
    }

    // --- looking after ---

    @Test
    void a_talk_is_written_down_and_sets_the_next_date() {
        var team = neighbourhood.team();
        var id = taken(team);
        var note = new ContactNote("mevrouw Van Dijk", "Belt dinsdag terug 🌷", today().plusDays(5));

        team.viewer().run(() -> {
            requests.note(id, note);

            assertThat(requests.contacts(id)).singleElement().satisfies(contact -> {
                assertThat(contact.note()).isEqualTo(note);
                assertThat(contact.by()).isEqualTo(team.coordinator());
            });
            assertThat(((Open) requests.find(id).orElseThrow()).nextDate()).isEqualTo(today().plusDays(5));
        });
    }

    @Test
    void a_request_handed_to_a_colleague_at_another_branch_is_seen_there_and_no_longer_here() {
        var team = neighbourhood.team();
        var colleague = neighbourhood.colleagueOf(team);
        var id = taken(team);

        var moved = team.viewer()
                .call(() -> requests.hand(id, colleague.coordinator(), colleague.branch(), today().plusDays(2)));

        assertThat(moved.isDone()).isTrue();
        team.viewer().run(() -> assertThat(requests.find(id)).isEmpty());
        colleague.viewer().run(() -> {
            assertThat(requests.find(id).orElseThrow().holder())
                    .isEqualTo(new Holder(team.organisation(), colleague.branch(), colleague.coordinator()));
            assertThat(requests.list(RequestFilter.open(), 0, 10))
                    .filteredOn(one -> one.holder().equals(colleague.coordinator()))
                    .extracting(HelpRequestOverview::id)
                    .containsExactly(id);
            assertThat(requests.events(id))
                    .extracting(RequestEvent::what)
                    .containsExactly(RequestEvent.What.TAKEN_IN, RequestEvent.What.HANDED);
        });
        assertThat(outbox.listNewest(50).stream().filter(sent -> sent.address().equals(colleague.email())))
                .singleElement()
                .satisfies(mail -> assertThat(mail.body())
                        .contains(id.reference(), "/requests/" + id)
                        .doesNotContain("Wim", "Voorbeeld", KindOfHelp.GROCERIES.name()));
    }

    @Test
    void whoever_asked_withdraws_it_themselves() {
        var team = neighbourhood.team();
        var ans = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");
        var id = taken(team, ans);

        assertThat(ans.viewer()
                        .call(() -> requests.withdraw(id, "Mijn zus helpt nu"))
                        .isDone())
                .isTrue();

        assertThat(ans.viewer().call(() -> requests.withdraw(id, "nog eens"))).isInstanceOf(Moved.NotNow.class);
        team.viewer().run(() -> {
            assertThat(requests.find(id)).get().isInstanceOf(HelpRequest.Withdrawn.class);
            assertThat(requests.events(id).getLast().by()).isEqualTo(ans.account());

            assertThat(requests.reopen(id, today().plusDays(1)).isDone()).isTrue();
            assertThat(requests.find(id)).get().isInstanceOf(Asked.class);
            assertThat(requests.close(id, CloseReason.DOUBLE, "").isDone()).isTrue();
            assertThat(requests.close(id, CloseReason.DOUBLE, "").isDone()).isFalse();
        });
    }

    @Test
    void what_was_recorded_is_put_right() {
        var team = neighbourhood.team();
        var area = neighbourhood.area();
        var id = taken(team);

        team.viewer().run(() -> {
            assertThat(requests.correct(id, need(area.postcode()), 0).isDone()).isTrue();
            assertThat(requests.correct(id, need(area.postcode()), 0)).isInstanceOf(Moved.NotNow.class);

            var ask = requests.find(id).orElseThrow().ask();
            assertThat(ask.need().postcode()).isEqualTo(area.postcode());
            assertThat(ask.municipality()).isEqualTo(area.municipality());
        });
    }

    @Test
    void requests_are_found_by_word_reference_name_kind_and_passed_date() {
        var team = neighbourhood.team();
        var id = taken(team);
        team.viewer().run(() -> {
            assertThat(found("markt")).containsExactly(id);
            assertThat(found("100%_\\")).isEmpty();
            assertThat(found(id.reference())).containsExactly(id);
            assertThat(found(id.reference().toLowerCase(java.util.Locale.ROOT))).containsExactly(id);
            assertThat(found("zwemmen")).isEmpty();
            var past = new RequestFilter(Set.of(), null, true, null, "", Set.of());
            assertThat(requests.list(past, 0, 10)).isEmpty();
            requests.setNextDate(id, today().minusDays(1));
            assertThat(requests.list(past, 0, 10)).hasSize(1);
            assertThat(requests.count(past)).isEqualTo(1);
            assertThat(requests.countOpenByKindAndArea())
                    .containsExactly(new RequestCount(KindOfHelp.GROCERIES, "", 1, 2));
        });
    }

    private List<HelpRequestId> found(String text) {
        return requests.list(new RequestFilter(Set.of(), null, false, null, text, Set.of()), 0, 10).stream()
                .map(HelpRequestOverview::id)
                .toList();
    }

    // --- who sees what ---

    @Test
    void another_organisation_another_branch_and_a_stranger_see_nothing() {
        var team = neighbourhood.team();
        var ans = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");
        var id = taken(team, ans);
        team.viewer().run(() -> {
            requests.note(id, new ContactNote("Ans", "Alles goed", null));
            requests.triage(id, decided(new Triage.ByVolunteer()));
        });
        var other = neighbourhood.team();
        var strangers = List.of(
                other.viewer(),
                neighbourhood.colleagueOf(team).viewer(),
                neighbourhood.someone(team, "Bep", Role.PARTICIPANT, "1000").viewer(),
                neighbourhood.someone(team, "Piet", Role.VOLUNTEER, "1000").viewer(),
                Viewer.NOBODY);

        for (var stranger : strangers) {
            stranger.run(() -> {
                assertThat(requests.find(id)).isEmpty();
                assertThat(requests.contacts(id)).isEmpty();
                assertThat(requests.triages(id)).isEmpty();
                assertThat(requests.events(id)).isEmpty();
                assertThat(requests.markMatched(id)).isFalse();
                assertThat(requests.withdraw(id, "")).isInstanceOf(Moved.NotFound.class);
                assertThat(requests.close(id, CloseReason.OTHER, "")).isInstanceOf(Moved.NotFound.class);
            });
        }
        ans.viewer().run(() -> {
            assertThat(requests.find(id)).isPresent();
            assertThat(requests.contacts(id)).isEmpty();
            assertThat(requests.triages(id)).isEmpty();
            assertThat(requests.markMatched(id)).isFalse();
        });
        team.viewer().run(() -> assertThat(requests.contacts(id)).hasSize(1));
    }

    @Test
    void nobody_writes_into_another_organisations_request() {
        var team = neighbourhood.team();
        var other = neighbourhood.team();
        var id = taken(team);

        assertThatThrownBy(() -> other.viewer()
                        .run(() -> transaction.executeWithoutResult(_ -> store.write(
                                id,
                                new Holder(team.organisation(), team.branch(), team.coordinator()),
                                new Contact(Instant.now(), other.coordinator(), new ContactNote("x", "y", null))))))
                .hasStackTraceContaining("row-level security");
    }

    /// Between being taken in and being looked at there is no moment without a look in the log.
    @Test
    void choosing_a_volunteer_is_a_look_at_the_participant() {
        var team = neighbourhood.team();
        var ans = neighbourhood.someone(team, "Ans", Role.PARTICIPANT, "1000");
        var id = taken(team, ans);

        team.viewer().run(() -> requests.findWanted(id));

        assertThat(jobs.sql(
                                "select e.purpose from audit.subject s join audit.event e on e.id = s.event where s.person = :subject and e.account = :account")
                        .param("subject", ans.person().value())
                        .param("account", team.coordinator().value())
                        .query(String.class)
                        .list())
                .contains("MATCHING");
    }

    @Test
    void the_laws_can_be_examined_by_the_jobs_role_and_hold_here() {
        taken(neighbourhood.team());
        assertThat(laws.stream().filter(law -> law.name().startsWith("requests.")))
                .hasSize(3)
                .allSatisfy(law -> assertThat(law.examine(jobs).violations()).isEmpty());
    }

    // --- making ---

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/Amsterdam"));
    }

    static Need need(String postcode) {
        return new Need(
                KindOfHelp.GROCERIES,
                "Samen naar de markt 🥕 in ’s-Gravenhage",
                postcode,
                "",
                new DayParts(0b1111),
                1,
                2,
                today(),
                today().plusMonths(3),
                Set.of(Language.NL, Language.FY),
                Set.of(Gender.WOMAN),
                "Houdt van katten",
                Set.of(),
                1,
                PaidBefore.UNKNOWN);
    }

    static Newcomer newcomer() {
        return new Newcomer("Ans", "van Dijk", null, "0612345678", "", Gender.WOMAN);
    }

    static NewRequest guests(String postcode, UUID key) {
        return new NewRequest(
                key, null, null, newcomer(), null, null, Through.SELF, need(postcode), null, null, true, "nl");
    }

    static Triage decided(Triage.Decision decision) {
        return new Triage(
                Set.of(LifeArea.HEALTH, LifeArea.MONEY),
                false,
                Set.of(),
                decision,
                "Past goed bij ons",
                3,
                Set.of(Qualification.VOG));
    }

    HelpRequestId taken(Team team) {
        return takenBy(team, newcomer());
    }

    HelpRequestId taken(Team team, Someone someone) {
        return takenBy(team, new Known(someone.person()));
    }

    private HelpRequestId takenBy(Team team, NewRequest.Whom whom) {
        BranchId branch = team.branch();
        var asked = new NewRequest(
                UUID.randomUUID(),
                branch,
                team.coordinator(),
                whom,
                null,
                null,
                Through.PHONE,
                need(""),
                null,
                null,
                false,
                "nl");
        return ((Intake.TakenIn) team.viewer().call(() -> reception.take(asked))).id();
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
