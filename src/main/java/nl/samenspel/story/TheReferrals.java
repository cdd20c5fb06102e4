package nl.samenspel.story;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.Viewer;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import nl.samenspel.referrals.Ambassadors;
import nl.samenspel.referrals.Answering;
import nl.samenspel.referrals.Handing;
import nl.samenspel.referrals.Introduced;
import nl.samenspel.referrals.Introduction;
import nl.samenspel.referrals.Introductions;
import nl.samenspel.referrals.NewReferral;
import nl.samenspel.referrals.Reason;
import nl.samenspel.referrals.Referral.Way;
import nl.samenspel.referrals.ReferralId;
import nl.samenspel.referrals.Referrals;
import nl.samenspel.referrals.Scope;
import nl.samenspel.requests.HelpRequest.State;
import nl.samenspel.requests.HelpRequestId;
import nl.samenspel.requests.HelpRequestOverview;
import nl.samenspel.requests.HelpRequests;
import nl.samenspel.requests.Need;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.RequestFilter;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Nobody can do everything: requests go on to others, who say yes, no, or have not answered yet. Samira brings two
/// people, and Marieke sits with the team of Overdie as an ambassador.
@Component
@Order(5)
class TheReferrals implements Chapter {

    private final HelpRequests requests;
    private final Referrals referrals;
    private final Introductions introductions;
    private final Ambassadors ambassadors;
    private final Townspeople townspeople;
    private final Clock clock;

    TheReferrals(
            HelpRequests requests,
            Referrals referrals,
            Introductions introductions,
            Ambassadors ambassadors,
            Townspeople townspeople,
            Clock clock) {
        this.requests = requests;
        this.referrals = referrals;
        this.introductions = introductions;
        this.ambassadors = ambassadors;
        this.townspeople = townspeople;
        this.clock = clock;
    }

    @Override
    public void tell() {
        var marieke = townspeople.as(Persona.MARIEKE);
        var joost = townspeople.as(Persona.JOOST);
        var buddies = House.ALL.get(0);
        var handy = House.ALL.get(1);
        var hospice = House.ALL.get(3);
        var table = House.ALL.get(4);
        var welfare = House.ALL.get(5);
        townspeople.as(Persona.ELS).run(() -> ambassadors.appoint(marieke.me(), "wijkteam Overdie"));
        if (!marieke.call(() -> referrals.listOutgoing()).isEmpty()) {
            return;
        }
        var forJoost = at(joost, buddies, Way.HAND_OVER, 2, Reason.EXPERTISE);
        expect(forJoost.size() == 2);
        var forMarieke = at(marieke, handy, Way.HAND_OVER, 3, Reason.EXPERTISE);
        // one no, one still waits; the third is taken over
        joost.run(() -> expect(referrals
                .reject(forMarieke.getFirst(), Reason.CAPACITY, "Tot maart zitten we vol.")
                .isDone()));
        joost.run(() -> expect(referrals.accept(forMarieke.getLast()).isDone()));
        var away = at(marieke, table, Way.HAND_OVER, 1, Reason.CAPACITY);
        townspeople
                .at(table, table.wings().getFirst())
                .run(() -> expect(
                        referrals.reject(away.getFirst(), Reason.AREA, "").isDone()));
        var together = at(marieke, hospice, Way.JOIN, 1, Reason.EXPERTISE);
        townspeople.at(hospice, hospice.wings().getFirst()).run(() -> {
            expect(referrals.accept(together.getFirst()).isDone());
            expect(referrals.start(together.getFirst()) instanceof Answering.Done);
        });
        var desk = townspeople.at(welfare, welfare.wings().getFirst());
        at(desk, buddies, Way.HAND_OVER, 1, Reason.EXPERTISE);
        truusIsAsked(marieke, branchOf(table));
        samiraBringsTwo(branchOf(buddies), branchOf(handy));
    }

    private static BranchId branchOf(House house) {
        return house.branch(house.wings().getFirst());
    }

    /// The oldest that wait for triage go to the first branch of another, told by phone.
    private List<ReferralId> at(Viewer sender, House to, Way way, int many, Reason because) {
        return sender.call(() -> waiting().stream()
                .filter(request -> referrals.listOf(request.id()).isEmpty())
                .limit(many)
                .map(request -> asked(referrals.refer(new NewReferral(
                        way,
                        request.id(),
                        branchOf(to),
                        because,
                        "Past dit bij jullie?",
                        Set.of(Scope.REACH, Scope.ADDRESS),
                        new NewReferral.Told(request.participant()),
                        ""))))
                .toList());
    }

    private List<HelpRequestOverview> waiting() {
        return requests.list(
                new RequestFilter(Set.of(State.ASKED, State.SEARCHING), null, false, null, "", Set.of()), 0, 40);
    }

    private static ReferralId asked(Handing handing) {
        return switch (handing) {
            case Handing.Asked asked -> asked.id();
            case Handing.WaitsForConsent draft -> draft.id();
            default -> throw new IllegalStateException("The story is not true any more: referring says " + handing);
        };
    }

    /// Would she like to eat in company, too? She is asked on her own screen.
    private void truusIsAsked(Viewer marieke, BranchId table) {
        var truus = townspeople.as(Persona.TRUUS);
        var own = truus.call(() -> requests.listOfViewer()).stream()
                .filter(request -> request.state().isOpen())
                .map(HelpRequestOverview::id)
                .filter(id -> marieke.call(() -> requests.find(id)).isPresent())
                .findFirst();
        own.ifPresent(id -> marieke.run(() -> asked(referrals.refer(new NewReferral(
                Way.JOIN,
                id,
                table,
                Reason.EXPERTISE,
                "Zij schuift misschien graag eens aan.",
                Set.of(Scope.REACH),
                new NewReferral.AskFirst(),
                "")))));
    }

    private void samiraBringsTwo(BranchId buddies, BranchId handy) {
        var samira = townspeople.as(Persona.SAMIRA);
        samira.run(() -> bring(
                "samira 1",
                "Joke",
                "Mol",
                KindOfHelp.COMPANY,
                "Sinds ik niet meer rijd, zie ik weinig mensen.",
                buddies));
        var second = samira.call(() -> bring(
                "samira 2",
                "Piet",
                "Zwart",
                KindOfHelp.ODD_JOBS,
                "De trapleuning zit los en de bel doet het niet.",
                handy));
        townspeople
                .as(Persona.JOOST)
                .run(() -> referrals.listIncoming().stream()
                        .filter(one -> one.what().request().equals(second))
                        .forEach(one -> expect(
                                referrals.reject(one.id(), Reason.CAPACITY, "").isDone())));
    }

    private HelpRequestId bring(
            String key, String givenName, String familyName, KindOfHelp kind, String words, BranchId to) {
        var need = new Need(
                kind,
                words,
                "1813",
                "",
                DayParts.ALL,
                1,
                2,
                LocalDate.now(clock),
                null,
                Set.of(Language.NL),
                Set.of(),
                "",
                Set.of(),
                1,
                Need.PaidBefore.NO);
        return switch (introductions.introduce(new Introduction(
                Keys.of(key),
                new Newcomer(givenName, familyName, null, "0725550199", "", Gender.UNKNOWN),
                need,
                to,
                Reason.EXPERTISE,
                Set.of(Scope.REACH),
                true,
                "",
                "",
                "nl"))) {
            case Introduced.PutBefore before -> before.request();
            case Introduced.TakenIn(var request) -> request;
            case Introduced.Not(var why) ->
                throw new IllegalStateException("The story is not true any more: bringing says " + why);
        };
    }

    private static void expect(boolean isTrue) {
        if (!isTrue) {
            throw new IllegalStateException("The story is not true any more.");
        }
    }
}
