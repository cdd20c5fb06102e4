package nl.samenspel.referrals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import nl.samenspel.Neighbourhood;
import nl.samenspel.Neighbourhood.Someone;
import nl.samenspel.Neighbourhood.Team;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Law;
import nl.samenspel.matching.Answer;
import nl.samenspel.matching.Invitation;
import nl.samenspel.matching.Invitations;
import nl.samenspel.matching.Stage;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Departures;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.network.Point;
import nl.samenspel.people.Consents;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.referrals.Referral.Accepted;
import nl.samenspel.referrals.Referral.Cancelled;
import nl.samenspel.referrals.Referral.Completed;
import nl.samenspel.referrals.Referral.Draft;
import nl.samenspel.referrals.Referral.Failed;
import nl.samenspel.referrals.Referral.InProgress;
import nl.samenspel.referrals.Referral.Rejected;
import nl.samenspel.referrals.Referral.Requested;
import nl.samenspel.requests.ContactNote;
import nl.samenspel.requests.HelpRequest;
import nl.samenspel.requests.HelpRequest.CloseReason;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Moved;
import nl.samenspel.requests.NewRequest;
import nl.samenspel.requests.RequestEvent;
import nl.samenspel.requests.RequestEvent.What;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

@SamenspelTest
@Import(Network.class)
@NullUnmarked
class ReferralsTest {

    @Autowired
    Network network;

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Referrals referrals;

    @Autowired
    HelpRequests requests;

    @Autowired
    People people;

    @Autowired
    Consents consents;

    @Autowired
    Departures departures;

    @Autowired
    Invitations invitations;

    @Autowired
    List<Law> laws;

    @Autowired
    JdbcClient db;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    @Autowired
    NextDoors doors;

    @Autowired
    Areas areas;

    @Autowired
    Organisations organisations;

    Team sender;
    Team receiver;
    Team third;
    Someone truus;
    HelpRequestId request;

    @BeforeEach
    void a_request_at_one_of_three_organisations() {
        sender = neighbourhood.team();
        receiver = neighbourhood.team();
        third = neighbourhood.team();
        truus = network.participant(sender);
        request = network.ask(sender, truus.person(), 1);
    }

    @AfterEach
    void no_law_is_broken() {
        for (var law : laws) {
            if (law.name().startsWith("referrals.")
                    || law.name().equals("requests.one-holder")
                    || law.name().equals("people.shares-rest-on-consent")) {
                assertThat(law.examine(network.superuser).violations())
                        .as(law.name())
                        .isEmpty();
            }
        }
    }

    ReferralId handedOver(Scope... scope) {
        return network.handOver(sender, receiver, request, truus.person(), scope);
    }

    Answering accept(Team team, ReferralId id) {
        return team.viewer().call(() -> referrals.accept(id));
    }

    int mails(String key, Team to) {
        return jobs.sql("select count(*) from mail.outbox where to_address = :to and body like '%' || :key || '%'")
                .param("to", to.email())
                .param("key", key)
                .query(Integer.class)
                .single();
    }

    // --- where to ---

    @Test
    void all_who_take_in_here_are_offered_and_of_the_others_the_nearest() {
        var from = new Area("9001", "Verdorp", "Vergemeente", "", new Point(200_000, 500_000));
        var far = IntStream.range(0, NextDoors.MOST_ELSEWHERE + 3)
                .mapToObj(_ -> neighbourhood.team())
                .toList();
        neighbourhood.asAdministrator(() -> {
            areas.save(List.of(
                    from,
                    new Area("9002", "Buurdorp", "Vergemeente", "", new Point(203_000, 500_000)),
                    new Area("9003", "Meerdorp", "Meergemeente", "", new Point(150_000, 450_000))));
            organisations.route(third.branch(), null, from.postcode(), null);
            for (var team : List.of(receiver, far.getFirst(), far.getLast())) {
                var near = BranchId.next();
                organisations.add(new Branch(
                        near,
                        team.organisation(),
                        "Dichtbij",
                        "Buurdorp",
                        "0201234567",
                        "",
                        Set.of(KindOfHelp.COMPANY),
                        null));
                organisations.putOnDuty(near, team.coordinator());
            }
            return from;
        });

        var offered = sender.viewer().call(() -> doors.list(KindOfHelp.COMPANY, "9001 AB", sender.organisation()));

        assertThat(offered)
                .filteredOn(Door::takesInHere)
                .extracting(door -> door.branch().id())
                .contains(third.branch());
        assertThat(offered).filteredOn(door -> !door.takesInHere()).hasSize(NextDoors.MOST_ELSEWHERE);
        assertThat(offered)
                .filteredOn(door -> door.branch().name().equals("Dichtbij"))
                .hasSize(3);
        assertThat(offered).extracting(door -> door.branch().organisation()).doesNotContain(sender.organisation());
    }

    // --- until the yes ---

    @Test
    void until_the_yes_the_sender_holds_it_and_only_its_next_date_is_the_term() {
        var before = network.request(sender, request);
        var id = handedOver();

        var after = network.request(sender, request);
        assertThat(after.holder()).isEqualTo(before.holder());
        assertThat(after.ask()).isEqualTo(before.ask());
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(((HelpRequest.Open) after).nextDate())
                .isEqualTo(network.today().plusDays(7));
        assertThat(network.referral(receiver, id)).isInstanceOf(Requested.class);
        assertThat(receiver.viewer().call(() -> requests.find(request))).isEmpty();
        assertThat(receiver.viewer().call(() -> referrals.listIncoming())).hasSize(1);
        assertThat(sender.viewer().call(() -> referrals.listOutgoing())).hasSize(1);
        assertThat(third.viewer().call(() -> referrals.find(id))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Urgency.class)
    void the_more_urgent_the_shorter_the_term(Urgency urgency) {
        var urgent = network.ask(sender, truus.person(), urgency.ordinal());
        var id = network.handOver(sender, receiver, urgent, truus.person());
        assertThat(((Requested) network.referral(sender, id)).term().respondBy())
                .isEqualTo(network.today().plusDays(urgency.days));
    }

    enum Urgency {
        CAN_WAIT(7),
        ORDINARY(7),
        SOON(4),
        THIS_WEEK(2);

        final int days;

        Urgency(int days) {
            this.days = days;
        }
    }

    @Test
    void before_the_yes_the_receiver_sees_no_name_no_address_and_no_words() {
        var id = handedOver();
        var row = receiver.viewer()
                .call(() -> network.transaction.execute(
                        _ -> db.sql("select to_jsonb(r)::text from referrals.referral r where id = :id")
                                .param("id", id.value())
                                .query(String.class)
                                .single()));
        assertThat(row)
                .doesNotContain("Truus")
                .doesNotContain("Dorpsstraat")
                .doesNotContain("heup")
                .contains("1000");
        assertThat(row).doesNotContain("1000 AB");
        assertThat(receiver.viewer().call(() -> people.find(truus.person(), Purpose.REQUEST)))
                .isEmpty();
    }

    @Test
    void words_are_shown_before_only_when_that_was_agreed() {
        var id = handedOver(Scope.WORDS);
        assertThat(network.referral(receiver, id).what().glimpse().words()).contains("heup");
        assertThatThrownBy(() -> network.superuser
                        .sql("update referrals.referral set scope = '{}' where id = :id")
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("words_only_when_agreed");
    }

    // --- the yes ---

    @Test
    void with_the_yes_the_request_moves_in_one_go_with_what_was_agreed() {
        sender.viewer().run(() -> requests.note(request, new ContactNote("Truus", "belt dinsdag terug", null)));
        var id = handedOver(Scope.REACH);

        assertThat(accept(receiver, id)).isInstanceOf(Answering.Done.class);

        var moved = network.request(receiver, request);
        assertThat(moved.holder().organisation()).isEqualTo(receiver.organisation());
        assertThat(moved.holder().branch()).isEqualTo(receiver.branch());
        assertThat(moved.holder().person()).isEqualTo(receiver.coordinator());
        assertThat(((HelpRequest.Open) moved).nextDate())
                .isEqualTo(network.today().plusDays(2));
        assertThat(moved).isInstanceOf(HelpRequest.Asked.class);
        assertThat(moved.ask().participant()).isNotEqualTo(truus.person());
        assertThat(moved.ask().externalId()).isNull();
        var person = receiver.viewer()
                .call(() ->
                        people.find(moved.ask().participant(), Purpose.REQUEST).orElseThrow());
        assertThat(person.organisation()).isEqualTo(receiver.organisation());
        assertThat(person.name()).isEqualTo("Truus Voorbeeld");
        assertThat(person.phone()).isEqualTo("0612345678");
        assertThat(person.address()).as("not agreed").isEmpty();
        assertThat(network.referral(sender, id)).isInstanceOf(Accepted.class);
    }

    @Test
    void afterwards_both_sides_read_the_same_history_and_a_third_none() {
        sender.viewer().run(() -> requests.note(request, new ContactNote("Truus", "belt dinsdag", null)));
        var id = handedOver();
        accept(receiver, id);
        receiver.viewer().run(() -> requests.note(request, new ContactNote("Truus", "zien elkaar vrijdag", null)));

        var read = events(receiver);
        assertThat(read).extracting(RequestEvent::what).contains(What.TAKEN_IN, What.ASKED_ELSEWHERE, What.HANDED_OVER);
        assertThat(events(sender)).isEqualTo(read);
        assertThat(contacts(sender)).containsExactlyInAnyOrder("belt dinsdag", "zien elkaar vrijdag");
        assertThat(contacts(receiver)).isEqualTo(contacts(sender));
        assertThat(events(third)).isEmpty();
        assertThat(contacts(third)).isEmpty();
        assertThat(sender.viewer().call(() -> requests.setNextDate(request, network.today())))
                .as("to read, not to move")
                .isInstanceOf(Moved.NotFound.class);
        assertThat(third.viewer().call(() -> requests.find(request))).isEmpty();
    }

    /// The negative control: without the share the sender reads nothing, without the policy the receiver none of
    /// before.
    @Test
    void the_history_is_read_by_the_share_and_the_policy_and_by_nothing_else() {
        var id = handedOver();
        accept(receiver, id);
        network.superuser
                .sql("update access.share set withdrawn_at = now() where subject = :request")
                .param("request", request.value())
                .update();
        assertThat(events(sender)).isEmpty();
        network.superuser.sql("drop policy history on requests.event").update();
        try {
            assertThat(events(receiver)).extracting(RequestEvent::what).containsExactly(What.HANDED_OVER);
        } finally {
            network.superuser.sql("""
                            create policy history on requests.event for select to samenspel_app using (
                                exists (select from requests.help_request r where r.id = request
                                and (r.organisation = (select access.my_organisation())
                                or (select access.my_organisation()) = any (r.held_before))))
                            """).update();
        }
        assertThat(events(receiver)).extracting(RequestEvent::what).contains(What.TAKEN_IN);
    }

    @Test
    void the_participant_goes_on_following_it_and_so_does_who_asked_for_them() {
        var karin = neighbourhood.someone(sender, "Karin", Role.RELATIVE, "1000");
        var stage = new Stage(network.doors, sender);
        var asked = stage.asked(
                truus.person(),
                new NewRequest.Asker(new NewRequest.Known(karin.person()), Relation.LEGAL_REPRESENTATIVE, true),
                Stage.need(stage.postcode, network.today(), 1),
                network.today());
        var id = network.handOver(sender, receiver, asked, truus.person());
        accept(receiver, id);

        var truusNow = neighbourhood.viewer(truus.account());
        var karinNow = neighbourhood.viewer(karin.account());
        assertThat(truusNow.persons()).hasSize(2);
        assertThat(truusNow.call(() -> requests.find(asked))).isPresent();
        assertThat(karinNow.call(() -> requests.find(asked))).isPresent();
        var there = network.request(receiver, asked).ask();
        assertThat(receiver.viewer().call(() -> people.listBeside(there.participant())))
                .containsEntry(there.askedBy(), Relation.LEGAL_REPRESENTATIVE);
    }

    @Test
    void whoever_was_asked_by_the_sender_is_thanked() {
        var stage = new Stage(network.doors, sender);
        var henk = stage.volunteer("Henk");
        var anna = stage.participant("Anna");
        var searching = stage.searching(anna.person(), 1);
        sender.viewer()
                .run(() -> invitations.invite(
                        searching,
                        List.of(henk.person()),
                        "Wil je dit?",
                        network.today().plusDays(7)));
        var id = network.handOver(sender, receiver, searching, anna.person());

        accept(receiver, id);

        assertThat(sender.viewer().call(() -> invitations.listOf(searching)))
                .singleElement()
                .isInstanceOf(Invitation.Withdrawn.class);
        assertThat(jobs.sql(
                                "select count(*) from mail.outbox where to_address = :to and body like '%andere organisatie%'")
                        .param("to", henk.email())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void of_two_windows_that_say_yes_one_is_first_and_the_other_is_told() throws Exception {
        for (var round = 0; round < 8; round++) {
            var one = network.ask(sender, truus.person(), 1);
            var id = network.handOver(sender, receiver, one, truus.person());
            var answers = atOnce(() -> accept(receiver, id), () -> accept(receiver, id));
            assertThat(answers.stream().filter(Answering::isDone)).hasSize(1);
            assertThat(answers.stream().filter(Answering.NotNow.class::isInstance))
                    .hasSize(1);
            assertThat(network.request(receiver, one).holder().organisation()).isEqualTo(receiver.organisation());
        }
    }

    @Test
    void a_yes_and_taking_back_at_the_same_moment_have_one_winner_and_lose_nothing() throws Exception {
        for (var round = 0; round < 8; round++) {
            var one = network.ask(sender, truus.person(), 1);
            var id = network.handOver(sender, receiver, one, truus.person());
            var answers =
                    atOnce(() -> accept(receiver, id), () -> sender.viewer().call(() -> referrals.takeBack(id)));
            assertThat(answers.stream().filter(Answering::isDone)).hasSize(1);
            var yes = answers.getFirst().isDone();
            var holder = yes ? receiver : sender;
            assertThat(network.request(holder, one).holder().organisation()).isEqualTo(holder.organisation());
        }
    }

    @Test
    void only_the_receiver_answers_and_only_the_sender_takes_back() {
        var id = handedOver();
        assertThat(accept(sender, id)).isInstanceOf(Answering.NotFound.class);
        assertThat(accept(third, id)).isInstanceOf(Answering.NotFound.class);
        assertThat(receiver.viewer().call(() -> referrals.takeBack(id))).isInstanceOf(Answering.NotFound.class);
        var elsewhere = neighbourhood.colleagueOf(receiver);
        assertThat(accept(elsewhere, id)).as("another branch").isInstanceOf(Answering.NotFound.class);
        assertThat(refusal(
                        sender,
                        "update referrals.referral set state = 'ACCEPTED', decided_by = by_account, decided_at = now() where id = '%s'",
                        id))
                .contains("only the receiver says yes or no");
        assertThat(refusal(
                        receiver,
                        "update referrals.referral set state = 'CANCELLED', reason = 'TAKEN_BACK', ended_on = current_date where id = '%s'",
                        id))
                .contains("only the sender takes it back");
        assertThat(network.referral(sender, id)).isInstanceOf(Requested.class);
    }

    @Test
    void a_yes_without_the_move_is_refused_at_the_end_of_the_transaction() {
        var id = handedOver();
        assertThat(refusal(
                        receiver,
                        "update referrals.referral set state = 'ACCEPTED', decided_by = by_account, decided_at = now() where id = '%s'",
                        id))
                .contains("who said yes holds the request");
        assertThat(network.referral(sender, id)).isInstanceOf(Requested.class);
    }

    @Test
    void without_a_yes_no_statement_moves_a_request_to_another_organisation() {
        handedOver();
        var move = "update requests.help_request set organisation = '" + receiver.organisation() + "', branch = '"
                + receiver.branch() + "', holder = '" + receiver.coordinator() + "' where id = '%s'";
        assertThat(rows(receiver, move)).as("not seen").isZero();
        assertThat(refusal(sender, move, new ReferralId(request.value()))).isNotEmpty();
        assertThat(network.request(sender, request).holder().organisation()).isEqualTo(sender.organisation());
    }

    // --- the no, and silence ---

    @Test
    void a_no_says_why_and_is_unmet_need_until_somebody_else_is_asked() {
        var id = handedOver();
        assertThat(receiver.viewer().call(() -> referrals.reject(id, Reason.CAPACITY, "")))
                .isInstanceOf(Answering.Done.class);

        assertThat(network.referral(sender, id)).isInstanceOf(Rejected.class);
        assertThat(((HelpRequest.Open) network.request(sender, request)).nextDate())
                .isEqualTo(network.today());
        assertThat(unmet()).hasSize(1);
        assertThat(mails(id.toString(), sender)).isEqualTo(1);

        var next = network.handOver(sender, third, request, truus.person());
        assertThat(unmet()).isEmpty();
        accept(third, next);
        assertThat(unmet()).isEmpty();
    }

    @Test
    void unmet_need_ends_when_the_participant_no_longer_asks() {
        var id = handedOver();
        receiver.viewer().run(() -> referrals.reject(id, Reason.AREA, ""));
        assertThat(unmet()).hasSize(1);
        sender.viewer().run(() -> requests.withdraw(request, ""));
        assertThat(unmet()).isEmpty();
    }

    @Test
    void half_way_the_receiver_is_reminded_once() {
        var id = handedOver();
        network.daysPass(id, 3);
        assertThat(mails(id.toString(), receiver)).as("only the question").isEqualTo(1);
        network.daysPass(id, 1);
        network.daysPass(id, 0);
        assertThat(mails(id.toString(), receiver)).isEqualTo(2);
        assertThat(network.referral(receiver, id)).isInstanceOf(Requested.class);
    }

    @Test
    void when_the_term_passes_the_sender_and_its_manager_hear_and_hold_it() {
        var boss = manager(sender);
        var id = handedOver();
        network.daysPass(id, 8);
        network.daysPass(id, 0);

        assertThat(((Failed) network.referral(sender, id)).why()).isEqualTo(Reason.NO_ANSWER);
        assertThat(((HelpRequest.Open) network.request(sender, request)).nextDate())
                .isEqualTo(network.today());
        assertThat(unmet()).hasSize(1);
        assertThat(mails(id.toString(), sender)).as("once").isEqualTo(1);
        assertThat(jobs.sql("select count(*) from mail.outbox where to_address = :to")
                        .param("to", boss)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(accept(receiver, id)).as("too late").isInstanceOf(Answering.NotNow.class);
    }

    @Test
    void the_last_day_is_still_in_time() {
        var id = handedOver();
        network.daysPass(id, 7);
        assertThat(network.referral(receiver, id)).isInstanceOf(Requested.class);
        assertThat(accept(receiver, id)).isInstanceOf(Answering.Done.class);
    }

    // --- what cannot be ---

    @Test
    void nobody_refers_to_themselves() {
        var colleague = neighbourhood.colleagueOf(sender);
        assertThat(told(colleague)).isInstanceOf(Handing.ToOneself.class);
        assertThat(told(sender)).isInstanceOf(Handing.ToOneself.class);
    }

    @Test
    void a_request_waits_at_one_organisation_at_a_time() {
        handedOver();
        assertThat(told(third)).isInstanceOf(Handing.WaitsElsewhere.class);
        assertThat(told(receiver)).isInstanceOf(Handing.WaitsElsewhere.class);
        assertThat(refusalOf(() -> network.superuser
                        .sql("""
                                insert into referrals.referral select (jsonb_populate_record(r,
                                    jsonb_build_object('id', gen_random_uuid(), 'to_organisation', :other, 'to_branch', :branch))).*
                                from referrals.referral r where request = :request
                                """)
                        .param("other", third.organisation().toString())
                        .param("branch", third.branch().toString())
                        .param("request", request.value())
                        .update()))
                .contains("one_open_hand_over");
    }

    @Test
    void a_request_does_not_go_round_in_a_circle() {
        accept(receiver, handedOver());
        var there = network.request(receiver, request).ask().participant();
        assertThat(network.refer(receiver, network.wanted(request, sender, new NewReferral.Told(there))))
                .isInstanceOf(Handing.InACircle.class);
        accept(third, network.handOver(receiver, third, request, there));
        var again = network.request(third, request).ask().participant();
        assertThat(network.refer(third, network.wanted(request, sender, new NewReferral.Told(again))))
                .as("the first of two before")
                .isInstanceOf(Handing.InACircle.class);
        assertThat(network.refer(third, network.wantedToJoin(request, sender, new NewReferral.Told(again))))
                .as("asking to help along is no circle")
                .isInstanceOf(Handing.Asked.class);
    }

    @Test
    void an_organisation_that_is_closed_is_not_asked() {
        departures(receiver);
        assertThat(told(receiver)).isInstanceOf(Handing.NobodyThere.class);
    }

    @Test
    void an_organisation_that_closes_meanwhile_says_no_yes_and_nothing_is_lost() {
        var id = handedOver();
        departures(receiver);
        network.daysPass(id, 8);
        assertThat(((Failed) network.referral(sender, id)).why()).isEqualTo(Reason.NO_ANSWER);
        assertThat(network.request(sender, request)).isInstanceOf(HelpRequest.Open.class);
    }

    @Test
    void what_was_taken_back_is_not_accepted_any_more() {
        var id = handedOver();
        assertThat(sender.viewer().call(() -> referrals.takeBack(id))).isInstanceOf(Answering.Done.class);
        assertThat(accept(receiver, id))
                .isInstanceOfSatisfying(
                        Answering.NotNow.class,
                        it -> assertThat(((Cancelled) it.asItIs()).why()).isEqualTo(Reason.TAKEN_BACK));
        assertThat(mails(id.toString(), receiver)).as("asked, and need not").isEqualTo(2);
        assertThat(network.request(sender, request).holder().organisation()).isEqualTo(sender.organisation());
    }

    @Test
    void what_was_entered_in_error_is_called_so() {
        var id = handedOver();
        assertThat(sender.viewer().call(() -> referrals.enterInError(id, "verkeerde hulpvraag")))
                .isInstanceOf(Answering.Done.class);
        assertThat(accept(receiver, id)).isInstanceOf(Answering.NotNow.class);
        assertThat(told(receiver)).as("the right one may follow").isInstanceOf(Handing.Asked.class);
    }

    @Test
    void a_request_that_ends_meanwhile_takes_its_referral_along() {
        var id = handedOver();
        sender.viewer().run(() -> requests.close(request, CloseReason.SOLVED, ""));
        assertThat(((Cancelled) network.referral(receiver, id)).why()).isEqualTo(Reason.ENDED);
        assertThat(accept(receiver, id)).isInstanceOf(Answering.NotNow.class);
        assertThat(told(third)).isInstanceOf(Handing.RequestEnded.class);
    }

    @Test
    void a_volunteer_who_says_yes_meanwhile_is_first() {
        var stage = new Stage(network.doors, sender);
        var henk = stage.volunteer("Henk");
        var anna = stage.participant("Anna");
        var searching = stage.searching(anna.person(), 1);
        sender.viewer()
                .run(() -> invitations.invite(
                        searching,
                        List.of(henk.person()),
                        "Wil je dit?",
                        network.today().plusDays(7)));
        var id = network.handOver(sender, receiver, searching, anna.person());
        var invitation = sender.viewer()
                .call(() -> invitations.listOf(searching).getFirst().id());

        assertThat(henk.viewer().call(() -> invitations.accept(invitation))).isInstanceOf(Answer.Yes.class);

        assertThat(((Cancelled) network.referral(receiver, id)).why()).isEqualTo(Reason.HELPED);
        assertThat(network.refer(sender, network.wanted(searching, third, new NewReferral.Told(anna.person()))))
                .isInstanceOf(Handing.MatchRuns.class);
    }

    // --- consent ---

    @Test
    void a_draft_waits_for_the_participant_and_is_seen_by_nobody_else() {
        var handing = network.refer(sender, network.wanted(request, receiver, new NewReferral.AskFirst(), Scope.REACH));
        var id = ((Handing.WaitsForConsent) handing).id();
        assertThat(network.referral(sender, id)).isInstanceOf(Draft.class);
        assertThat(receiver.viewer().call(() -> referrals.find(id))).isEmpty();
        assertThat(receiver.viewer().call(() -> referrals.agree(id))).isInstanceOf(Answering.NotFound.class);
        assertThat(sender.viewer().call(() -> referrals.agree(id))).isInstanceOf(Answering.NotFound.class);

        assertThat(truus.viewer().call(() -> referrals.agree(id))).isInstanceOf(Answering.Done.class);

        var requested = (Requested) network.referral(receiver, id);
        assertThat(requested.ground()).isInstanceOf(Ground.Consent.class);
        assertThat(truus.viewer().call(() -> consents.listMine())).anySatisfy(consent -> {
            assertThat(consent.purpose()).isEqualTo(Consents.Purpose.SHARE_WITH_ORGANISATION);
            assertThat(consent.byPhone()).isFalse();
        });
        assertThat(accept(receiver, id)).isInstanceOf(Answering.Done.class);
    }

    @Test
    void a_participant_who_would_rather_not_is_not_passed_on() {
        var id = ((Handing.WaitsForConsent)
                        network.refer(sender, network.wanted(request, receiver, new NewReferral.AskFirst())))
                .id();
        assertThat(truus.viewer().call(() -> referrals.refuse(id))).isInstanceOf(Answering.Done.class);
        assertThat(((Cancelled) network.referral(sender, id)).why()).isEqualTo(Reason.CONSENT);
        assertThat(((HelpRequest.Open) network.request(sender, request)).nextDate())
                .isEqualTo(network.today());
    }

    @Test
    void somebody_else_does_not_agree_in_their_place() {
        var stranger = network.participant(sender);
        assertThatThrownBy(() -> network.refer(
                        sender, network.wanted(request, receiver, new NewReferral.Told(stranger.person()))))
                .hasMessageContaining("Only the participant");
    }

    @Test
    void without_consent_the_reason_is_written_down_and_the_participant_reads_it() {
        var handing = network.refer(
                sender,
                network.wanted(request, receiver, new NewReferral.Without("Onbereikbaar, en het kan niet wachten.")));
        var id = ((Handing.Asked) handing).id();
        var own = truus.viewer().call(() -> referrals.listOfViewer());
        assertThat(own)
                .singleElement()
                .satisfies(one -> assertThat(one.ground())
                        .isEqualTo(new Ground.Overridden("Onbereikbaar, en het kan niet wachten.")));
        assertThatThrownBy(() -> new Ground.Overridden(" ")).hasMessageContaining("says why");
        assertThat(refusalOf(() -> network.superuser
                        .sql("update referrals.referral set override_why = null where id = :id")
                        .param("id", id.value())
                        .update()))
                .contains("stands_on_something");
    }

    @Test
    void consent_withdrawn_half_way_ends_it_at_once() {
        var id = handedOver();
        withdrawConsent();
        assertThat(((Cancelled) network.referral(receiver, id)).why()).isEqualTo(Reason.CONSENT);
        assertThat(accept(receiver, id)).isInstanceOf(Answering.NotNow.class);
        assertThat(network.request(sender, request).holder().organisation()).isEqualTo(sender.organisation());
        assertThat(((HelpRequest.Open) network.request(sender, request)).nextDate())
                .isEqualTo(network.today());
    }

    @Test
    void consent_withdrawn_after_the_move_leaves_it_with_its_new_holder_and_ends_the_senders_sight() {
        var id = handedOver();
        accept(receiver, id);
        assertThat(sender.viewer().call(() -> requests.find(request))).isPresent();
        withdrawConsent();
        assertThat(sender.viewer().call(() -> requests.find(request))).isEmpty();
        assertThat(network.request(receiver, request).holder().organisation()).isEqualTo(receiver.organisation());
        assertThat(network.referral(receiver, id)).isInstanceOf(Accepted.class);
    }

    @Test
    void consent_withdrawn_while_they_say_yes_has_one_outcome() throws Exception {
        for (var round = 0; round < 6; round++) {
            var one = network.ask(sender, truus.person(), 1);
            var id = network.handOver(sender, receiver, one, truus.person());
            var consent = ((Ground.Consent) network.referral(sender, id).ground()).id();
            atOnce(() -> accept(receiver, id), () -> {
                neighbourhood.viewer(truus.account()).run(() -> consents.withdraw(consent));
                return new Answering.NotFound();
            });
            var now = network.referral(sender, id);
            var holder = now instanceof Cancelled ? sender : receiver;
            assertThat(network.request(holder, one).holder().organisation()).isEqualTo(holder.organisation());
            assertThat(now).isInstanceOfAny(Cancelled.class, Accepted.class);
        }
    }

    void withdrawConsent() {
        var mine = neighbourhood.viewer(truus.account());
        mine.call(() -> consents.listMine()).stream()
                .filter(consent -> consent.purpose() == Consents.Purpose.SHARE_WITH_ORGANISATION && consent.stands())
                .forEach(consent -> mine.run(() -> consents.withdraw(consent.id())));
    }

    // --- joining ---

    @Test
    void who_joins_sees_it_and_the_sender_holds_it() {
        var id = network.join(sender, receiver, request, truus.person(), Scope.REACH, Scope.ADDRESS);
        assertThat(accept(receiver, id)).isInstanceOf(Answering.Done.class);

        assertThat(network.request(sender, request).holder().organisation()).isEqualTo(sender.organisation());
        assertThat(receiver.viewer().call(() -> requests.find(request))).isPresent();
        assertThat(receiver.viewer()
                        .call(() -> people.find(truus.person(), Purpose.REQUEST))
                        .map(Person::name))
                .contains("Truus Voorbeeld");
        assertThat(receiver.viewer().call(() -> referrals.listRunning())).hasSize(1);
        assertThat(sender.viewer().call(() -> referrals.listRunning())).hasSize(1);
        assertThat(told(receiver)).isInstanceOf(Handing.JoinedAlready.class);
    }

    @Test
    void who_joins_sees_no_record_when_only_a_part_of_it_was_agreed() {
        accept(receiver, network.join(sender, receiver, request, truus.person(), Scope.REACH));
        assertThat(receiver.viewer().call(() -> requests.find(request))).isPresent();
        assertThat(receiver.viewer().call(() -> people.find(truus.person(), Purpose.REQUEST)))
                .isEmpty();
    }

    @Test
    void who_joined_says_how_it_goes_and_sees_nothing_any_more_when_it_is_done() {
        var id = network.join(sender, receiver, request, truus.person(), Scope.REACH, Scope.ADDRESS);
        accept(receiver, id);
        assertThat(receiver.viewer().call(() -> referrals.start(id))).isInstanceOf(Answering.Done.class);
        assertThat(network.referral(sender, id)).isInstanceOf(InProgress.class);
        receiver.viewer().run(() -> referrals.hold(id, "vakantie"));
        receiver.viewer().run(() -> referrals.start(id));
        assertThat(network.referral(sender, id)).isInstanceOf(InProgress.class);
        assertThat(receiver.viewer().call(() -> referrals.complete(id))).isInstanceOf(Answering.Done.class);
        assertThat(network.referral(sender, id)).isInstanceOf(Completed.class);
        assertThat(receiver.viewer().call(() -> requests.find(request))).isEmpty();
        assertThat(receiver.viewer().call(() -> people.find(truus.person(), Purpose.REQUEST)))
                .isEmpty();
    }

    @Test
    void consent_withdrawn_shows_who_joined_nothing_any_more() {
        var id = network.join(sender, receiver, request, truus.person(), Scope.REACH, Scope.ADDRESS);
        accept(receiver, id);
        withdrawConsent();
        assertThat(receiver.viewer().call(() -> requests.find(request))).isEmpty();
        assertThat(receiver.viewer().call(() -> people.find(truus.person(), Purpose.REQUEST)))
                .isEmpty();
        assertThat(((Cancelled) network.referral(receiver, id)).why()).isEqualTo(Reason.CONSENT);
    }

    // --- how it goes on there ---

    @Test
    void what_was_taken_over_follows_the_life_of_its_request() {
        var id = handedOver();
        accept(receiver, id);
        receiver.viewer().run(() -> requests.close(request, CloseReason.HELPED, ""));
        assertThat(network.referral(sender, id)).isInstanceOf(Completed.class);
    }

    @Test
    void who_cannot_after_all_refers_on_and_the_first_referral_is_told_as_failed() {
        var id = handedOver();
        accept(receiver, id);
        var there = network.request(receiver, request).ask().participant();
        accept(third, network.handOver(receiver, third, request, there));
        assertThat(network.referral(sender, id)).isInstanceOf(Failed.class);
        assertThat(network.request(third, request).holder().organisation()).isEqualTo(third.organisation());
    }

    @Test
    void somebody_handed_over_twice_is_one_person_there() {
        accept(receiver, handedOver());
        var second = network.ask(sender, truus.person(), 1);
        accept(receiver, network.handOver(sender, receiver, second, truus.person()));
        assertThat(network.request(receiver, second).ask().participant())
                .isEqualTo(network.request(receiver, request).ask().participant());
    }

    // --- small things ---

    List<RequestEvent> events(Team team) {
        return team.viewer().call(() -> requests.events(request));
    }

    List<String> contacts(Team team) {
        return team.viewer().call(() -> requests.contacts(request)).stream()
                .map(contact -> contact.note().agreed())
                .toList();
    }

    List<Referral> unmet() {
        return sender.viewer().call(() -> referrals.listUnmet());
    }

    Handing told(Team to) {
        return network.refer(sender, network.wanted(request, to, new NewReferral.Told(truus.person())));
    }

    String manager(Team team) {
        var email = "manager." + team.branch() + "@voorbeeld.example";
        neighbourhood.asAdministrator(() -> organisationsAccount(team, email));
        return email;
    }

    @Autowired
    Accounts accounts;

    private Object organisationsAccount(Team team, String email) {
        return accounts.open(new NewAccount("Els de Baas", email, "nl", Role.MANAGER, team.organisation(), null, null));
    }

    void departures(Team team) {
        var branch = organisations.findBranch(team.branch()).orElseThrow();
        neighbourhood.asAdministrator(() -> {
            accounts.open(new NewAccount(
                    "Sluiter",
                    "sluiter." + team.branch() + "@voorbeeld.example",
                    "nl",
                    Role.MANAGER,
                    team.organisation(),
                    null,
                    null));
            return true;
        });
        Viewer.installation().atTheWholeDesk(team.organisation()).run(() -> departures.close(branch, null));
        assertThat(organisations.listBranches(team.organisation())).isEmpty();
    }

    static List<Answering> atOnce(Callable<Answering> one, Callable<Answering> other) throws Exception {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = new ArrayList<Answering>();
            for (var future : threads.invokeAll(List.of(one, other))) {
                done.add(future.get());
            }
            return done;
        }
    }

    String refusal(Team team, String statement, ReferralId id) {
        return refusalOf(() ->
                network.as(team.viewer(), () -> db.sql(statement.formatted(id)).update()));
    }

    int rows(Team team, String statement) {
        return network.as(
                team.viewer(), () -> db.sql(statement.formatted(request)).update());
    }

    static String refusalOf(Runnable work) {
        try {
            work.run();
            return "";
        } catch (DataAccessException | org.springframework.transaction.TransactionException e) {
            return Objects.requireNonNull(e.getMessage()) + Objects.toString(e.getCause());
        }
    }
}
