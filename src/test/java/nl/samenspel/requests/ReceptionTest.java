package nl.samenspel.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Role;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.Ask.Through;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.Need.PaidBefore;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Newcomer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

@SamenspelTest
@NullUnmarked
class ReceptionTest {

    @Autowired
    Reception reception;

    @Autowired
    HelpRequests requests;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    Outbox outbox;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    // --- coming in ---

    @Test
    void a_guests_request_has_a_holder_at_once() {
        var team = neighbourhood.team();
        var area = neighbourhood.takesIn(team);

        var intake = reception.take(HelpRequestsTest.guests(area.postcode(), UUID.randomUUID()));

        assertThat(intake).isInstanceOfSatisfying(Intake.TakenIn.class, taken -> {
            assertThat(taken.holder()).isEqualTo(new Holder(team.organisation(), team.branch(), team.coordinator()));
            assertThat(taken.hearBy())
                    .isAfter(HelpRequestsTest.today())
                    .isBeforeOrEqualTo(HelpRequestsTest.today().plusDays(4));
            assertThat(taken.again()).isFalse();
            var request = team.viewer().call(() -> requests.find(taken.id())).orElseThrow();
            assertThat(request).isInstanceOfSatisfying(Asked.class, asked -> {
                assertThat(asked.nextDate()).isEqualTo(taken.hearBy());
                assertThat(asked.ask().municipality()).isEqualTo(area.municipality());
                assertThat(asked.ask().place()).isEqualTo("Meerdorp");
                assertThat(asked.ask().waitingSince()).isEqualTo(HelpRequestsTest.today());
            });
            assertThat(team.viewer().call(() -> requests.events(taken.id())))
                    .extracting(RequestEvent::what)
                    .containsExactly(RequestEvent.What.TAKEN_IN);
        });
    }

    @Test
    void where_nobody_takes_it_in_nothing_is_kept_and_whom_to_call_is_told() {
        var team = neighbourhood.team();
        var elsewhere = neighbourhood.area();
        var key = UUID.randomUUID();

        var intake = reception.take(HelpRequestsTest.guests(elsewhere.postcode(), key));

        assertThat(intake)
                .isInstanceOfSatisfying(
                        Intake.NobodyHere.class,
                        nobody -> assertThat(nobody.toCall())
                                .isNotEmpty()
                                .allSatisfy(branch -> assertThat(branch.phone()).isNotBlank()));
        assertThat(rows(key)).isZero();
        assertThat(team).isNotNull();
    }

    @Test
    void the_same_form_sent_twice_at_the_same_moment_makes_one_request() throws Exception {
        var team = neighbourhood.team();
        var area = neighbourhood.takesIn(team);
        var asked = HelpRequestsTest.guests(area.postcode(), UUID.randomUUID());

        try (var hands = Executors.newFixedThreadPool(6)) {
            var intakes = hands.invokeAll(IntStream.range(0, 6)
                    .<Callable<Intake>>mapToObj(_ -> () -> reception.take(asked))
                    .toList());
            var ids = intakes.stream()
                    .map(intake -> ((Intake.TakenIn) result(intake)).id())
                    .distinct();
            assertThat(ids).hasSize(1);
        }
        assertThat(rows(asked.key())).isEqualTo(1);
        assertThat(jobs.sql("select count(*) from people.person where organisation = :organisation")
                        .param("organisation", team.organisation().value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void a_relative_gets_an_account_and_a_mail_and_sees_the_request_but_not_the_participants_record() {
        var team = neighbourhood.team();
        var area = neighbourhood.takesIn(team);
        var email = "karin." + UUID.randomUUID() + "@voorbeeld.example";
        var asked = new NewRequest(
                UUID.randomUUID(),
                null,
                null,
                new Newcomer("Ans", "van Dijk", null, null, "", Gender.WOMAN),
                new Asker(
                        new Newcomer("Karin", "van Dijk", email, "0612345678", "", Gender.UNKNOWN),
                        Relation.CHILD,
                        false),
                null,
                Through.RELATIVE,
                HelpRequestsTest.need(area.postcode()),
                null,
                null,
                true,
                "nl");

        var id = ((Intake.TakenIn) reception.take(asked)).id();

        var mail = outbox.listNewest(50).stream()
                .filter(sent -> sent.address().equals(email))
                .toList();
        assertThat(mail).hasSize(1);
        assertThat(mail.getFirst().body())
                .contains("/enrol?code=", id.reference())
                .doesNotContain("Ans", "Dijk,", "markt");
        var account = jobs.sql("select id from access.account where email = :email")
                .param("email", email)
                .query(UUID.class)
                .single();
        var karin = neighbourhood.viewer(new nl.samenspel.access.AccountId(account));
        assertThat(karin.roles()).containsExactly(Role.RELATIVE);
        karin.run(() -> {
            assertThat(requests.listOfViewer())
                    .extracting(HelpRequestOverview::id)
                    .containsExactly(id);
            var request = requests.find(id).orElseThrow();
            assertThat(requests.isOfViewer(request)).isTrue();
            assertThat(people.find(request.ask().participant(), Purpose.REQUEST))
                    .isEmpty();
            assertThat(requests.contacts(id)).isEmpty();
            assertThat(requests.events(id)).isEmpty();
        });
    }

    @Test
    void who_only_says_to_be_the_legal_representative_decides_nothing_until_that_is_confirmed() {
        var team = neighbourhood.team();
        var area = neighbourhood.takesIn(team);
        var asked = new NewRequest(
                UUID.randomUUID(),
                null,
                null,
                new Newcomer("Ans", "van Dijk", null, null, "", Gender.WOMAN),
                new Asker(
                        new Newcomer("Rein", "Bos", null, "0612345678", "", Gender.MAN),
                        Relation.LEGAL_REPRESENTATIVE,
                        false),
                null,
                Through.RELATIVE,
                HelpRequestsTest.need(area.postcode()),
                null,
                null,
                true,
                "nl");
        var id = ((Intake.TakenIn) reception.take(asked)).id();

        team.viewer().run(() -> {
            var ask = requests.find(id).orElseThrow().ask();
            assertThat(people.listBeside(ask.participant())).containsEntry(ask.askedBy(), Relation.OTHER);

            assertThat(requests.confirmRepresentative(id).isDone()).isTrue();

            assertThat(people.listBeside(ask.participant()))
                    .containsEntry(ask.askedBy(), Relation.LEGAL_REPRESENTATIVE);
        });
    }

    @Test
    void an_unknown_postcode_still_comes_in_where_everywhere_is_served() {
        var team = neighbourhood.team();
        neighbourhood.asAdministrator(() -> {
            organisations.route(team.branch(), null, null, KindOfHelp.MUSIC);
            return true;
        });
        var need = new Need(
                KindOfHelp.MUSIC,
                "Samen zingen",
                "9999",
                "Nergenshuizen",
                DayParts.ALL,
                1,
                1,
                HelpRequestsTest.today(),
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                1,
                PaidBefore.NO);
        var asked = new NewRequest(
                UUID.randomUUID(),
                team.branch(),
                null,
                HelpRequestsTest.newcomer(),
                null,
                null,
                Through.SELF,
                need,
                null,
                null,
                false,
                "nl");

        var id = ((Intake.TakenIn) reception.take(asked)).id();

        team.viewer().run(() -> {
            assertThat(requests.find(id).orElseThrow().ask().municipality()).isEmpty();
            assertThat(requests.findWanted(id)).get().satisfies(wanted -> {
                assertThat(wanted.point()).isNull();
                assertThat(wanted.kind()).isEqualTo(KindOfHelp.MUSIC);
            });
        });
    }

    @Test
    void a_request_is_held_by_someone_of_the_organisation() {
        var team = neighbourhood.team();
        var stranger = neighbourhood.team();
        var asked = new NewRequest(
                UUID.randomUUID(),
                team.branch(),
                stranger.coordinator(),
                HelpRequestsTest.newcomer(),
                null,
                null,
                Through.PHONE,
                HelpRequestsTest.need("1000"),
                null,
                null,
                false,
                "nl");

        assertThatThrownBy(() -> team.viewer().run(() -> reception.take(asked))).hasMessageContaining("is none of");
        assertThat(rows(asked.key())).isZero();
    }

    // --- triage ---

    private int rows(UUID key) {
        return jobs.sql("select count(*) from requests.help_request where sent_key = :key")
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    private static <T> T result(java.util.concurrent.Future<T> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
