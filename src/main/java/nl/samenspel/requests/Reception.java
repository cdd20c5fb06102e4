package nl.samenspel.requests;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.NewAccount;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Area;
import nl.samenspel.network.Areas;
import nl.samenspel.network.Branch;
import nl.samenspel.network.Holder;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.people.Relation;
import nl.samenspel.requests.HelpRequest.Asked;
import nl.samenspel.requests.HelpRequest.Closed;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.NewRequest.Asker;
import nl.samenspel.requests.NewRequest.Known;
import nl.samenspel.requests.NewRequest.Newcomer;
import nl.samenspel.requests.NewRequest.Whom;
import nl.samenspel.requests.RequestEvent.What;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// The door through which help requests come in: where they go, and taking them in with a holder at once. What happens
/// with them then is for [HelpRequests].
///
/// Whoever asks has no desk; what they ask is taken in at the desk of the branch that gets it.
@Service
public class Reception {

    private static final int MOST_TO_CALL = 3;

    private final HelpRequestStore store;
    private final RequestDesk desk;
    private final Organisations organisations;
    private final Areas areas;
    private final People people;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Reception(
            HelpRequestStore store,
            RequestDesk desk,
            Organisations organisations,
            Areas areas,
            People people,
            Accounts accounts,
            Outbox outbox,
            SiteAddress site,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.desk = desk;
        this.organisations = organisations;
        this.areas = areas;
        this.people = people;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// The branches that take in this kind of help at this postcode, the one that fits best first.
    public List<Branch> listTakingIn(KindOfHelp kind, String postcode) {
        return organisations.listTakingIn(areas.find(postcode).orElse(null), kind);
    }

    /// Where nobody takes it in: branches one can phone, those nearby and those that do this kind of help first.
    public List<Branch> listToCall(KindOfHelp kind, String postcode, String place) {
        var there = areas.find(postcode).map(Area::place).orElse(place);
        return organisations.listBranches().stream()
                .filter(branch -> !branch.phone().isBlank())
                .sorted(Comparator.comparingInt(
                                (Branch branch) -> (branch.place().equalsIgnoreCase(there) ? 2 : 0)
                                        + (branch.kinds().contains(kind) ? 1 : 0))
                        .reversed()
                        .thenComparing(Branch::name))
                .limit(MOST_TO_CALL)
                .toList();
    }

    /// Takes a request in: with whoever it is for, and whoever asks, as persons at the organisation that gets it,
    /// and with a holder at once. The same form sent twice is one request.
    public Intake take(NewRequest asked) {
        var area = areas.find(asked.need().postcode());
        var takers = organisations.listTakingIn(area.orElse(null), asked.need().kind());
        var branch = branchFor(asked, takers);
        var holder = branch.flatMap(at -> asked.holder() != null
                ? Optional.of(new Holder(at.organisation(), at.id(), asked.holder()))
                : organisations.holderAt(at));
        if (branch.isEmpty() || holder.isEmpty()) {
            var need = asked.need();
            return new Intake.NobodyHere(
                    takers.isEmpty() ? listToCall(need.kind(), need.postcode(), need.place()) : takers);
        }
        var at = branch.get();
        return desk.at(at.organisation(), at.id(), () -> takeIn(asked, at, holder.get(), area.orElse(null)));
    }

    /// Where it goes. Whoever sits at a desk may take in at that organisation whatever the routing says; for others a
    /// chosen branch must be one that takes this in, because nothing may land where nobody expects it.
    private Optional<Branch> branchFor(NewRequest asked, List<Branch> takers) {
        var wished = asked.branch();
        if (wished == null) {
            return takers.stream().findFirst();
        }
        var mine = Viewer.current().organisation();
        return organisations
                .findBranch(wished)
                .filter(branch -> mine.filter(branch.organisation()::equals).isPresent()
                        || takers.stream().anyMatch(taker -> taker.id().equals(wished)));
    }

    private Intake takeIn(NewRequest asked, Branch branch, Holder holder, @Nullable Area area) {
        store.oneAtATime(asked.key());
        var before = store.findByKey(asked.key());
        if (before.isPresent()) {
            var it = before.get();
            return new Intake.TakenIn(
                    it.id(), it.holder(), it instanceof Open open ? open.nextDate() : LocalDate.now(clock), true);
        }
        desk.requireColleague(holder);
        var today = LocalDate.now(clock);
        var participant = personFor(asked.participant(), holder.organisation(), asked.need(), true);
        PersonId askedBy = null;
        Relation relation = null;
        if (asked.askedBy() instanceof Asker(var whom, var claimed, var confirmed)) {
            askedBy = personFor(whom, holder.organisation(), asked.need(), false);
            relation = claimed;
            people.relate(
                    holder.organisation(),
                    participant,
                    askedBy,
                    claimed == Relation.LEGAL_REPRESENTATIVE && !confirmed ? Relation.OTHER : claimed);
        }
        var hearBy = WorkingDays.after(today, HelpRequests.HEAR_WITHIN);
        var id = HelpRequestId.next();
        var need = area != null && asked.need().place().isBlank() ? asked.need().placedIn(area) : asked.need();
        var request = new Asked(
                id,
                0,
                new Ask(
                        participant,
                        askedBy,
                        relation,
                        asked.askedByAccount(),
                        asked.through(),
                        need,
                        area == null ? "" : area.municipality(),
                        asked.waitingSince() == null ? today : asked.waitingSince(),
                        asked.externalId()),
                holder,
                hearBy);
        store.add(request, asked.key(), clock.instant());
        desk.write(request, What.TAKEN_IN, "");
        if (asked.invite()) {
            inviteToFollow(asked, request, branch);
        }
        desk.tell(request, "requests.mail.arrived");
        events.publishEvent(new HelpRequestOpened(id));
        return new Intake.TakenIn(id, holder, hearBy, false);
    }

    /// Takes in requests from another system's list, at a branch of the viewer's own, where somebody is on duty. Nobody
    /// gets mail of it, and the participants are on record already.
    @Transactional
    public void bring(BranchId branch, Collection<Brought> list) {
        var at = organisations.findBranch(branch).orElseThrow();
        var holder = organisations.holderAt(at).orElseThrow();
        desk.requireColleague(holder);
        var today = LocalDate.now(clock);
        var known = areas.list(
                list.stream().map(brought -> brought.need().postcode()).collect(Collectors.toSet()));
        List<Asked> taken = new ArrayList<>();
        List<Asked> toSearch = new ArrayList<>();
        List<Asked> toClose = new ArrayList<>();
        List<Closed> closed = new ArrayList<>();
        for (var brought : list) {
            var need = brought.need();
            var area = Optional.ofNullable(known.get(Area.figuresOf(need.postcode())));
            var ask = new Ask(
                    brought.participant(),
                    null,
                    null,
                    null,
                    brought.through(),
                    area.isPresent() && need.place().isBlank() ? need.placedIn(area.get()) : need,
                    area.map(Area::municipality).orElse(""),
                    brought.waitingSince(),
                    brought.externalId());
            var asked = new Asked(brought.id(), 0, ask, holder, WorkingDays.after(today, HelpRequests.HEAR_WITHIN));
            taken.add(asked);
            if (brought.over() != null) {
                toClose.add(asked);
                closed.add(
                        asked.close(brought.over().reason(), "", brought.over().on()));
            } else if (brought.searching()) {
                toSearch.add(asked);
            }
        }
        var searching = toSearch.stream()
                .map(asked -> asked.search(false, today.plusDays(HelpRequests.LOOK_AGAIN_AFTER)))
                .toList();
        store.addAll(taken, clock.instant());
        desk.writeAll(taken, What.TAKEN_IN);
        store.replaceAll(toSearch, searching);
        desk.writeAll(searching, What.SEARCHING);
        store.replaceAll(toClose, closed);
        desk.writeAll(closed, What.CLOSED);
        taken.stream()
                .filter(asked -> !toClose.contains(asked))
                .forEach(asked -> events.publishEvent(new HelpRequestOpened(asked.id())));
    }

    /// Of these numbers, those that are in use at the viewer's organisation, at whichever branch; and nothing else of
    /// those requests.
    public Set<String> listTaken(Collection<String> externalIds) {
        var viewer = Viewer.current();
        var organisation = viewer.myDesk().organisation();
        var whole = viewer.atTheWholeDesk(organisation);
        var apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
        return whole.call(() ->
                Objects.requireNonNull(apart.execute(_ -> store.listByExternalId(organisation, externalIds).stream()
                        .flatMap(request -> Stream.ofNullable(request.ask().externalId()))
                        .collect(Collectors.toSet()))));
    }

    private PersonId personFor(Whom whom, OrganisationId organisation, Need need, boolean isParticipant) {
        return switch (whom) {
            case Known(var id) -> id;
            case Newcomer newcomer -> {
                var id = PersonId.next();
                people.add(new Person(
                        id,
                        organisation,
                        null,
                        newcomer.givenName(),
                        newcomer.familyName(),
                        newcomer.email(),
                        newcomer.phone(),
                        isParticipant ? need.postcode() : "",
                        isParticipant ? need.place() : "",
                        newcomer.address(),
                        newcomer.gender(),
                        need.languages()));
                yield id;
            }
        };
    }

    /// An account for who asked, and a mail with the way in. The mail says nothing of the request itself.
    private void inviteToFollow(NewRequest asked, HelpRequest request, Branch branch) {
        var asker = asked.askedBy();
        var whom = asker == null ? asked.participant() : asker.whom();
        if (!(whom instanceof Newcomer newcomer) || newcomer.email() == null) {
            return;
        }
        var ask = request.ask();
        var person = ask.askedBy() == null ? ask.participant() : ask.askedBy();
        var name = (newcomer.givenName() + " " + newcomer.familyName()).strip();
        var account = accounts.open(new NewAccount(
                name,
                newcomer.email(),
                asked.language(),
                asker == null ? Role.PARTICIPANT : Role.RELATIVE,
                branch.organisation(),
                null,
                person));
        var code = accounts.enrolmentCode(account, Accounts.LINK_LASTS);
        outbox.send(Letter.to(newcomer.email(), name, asked.language())
                .saying(
                        "requests.mail.received",
                        newcomer.givenName(),
                        branch.name(),
                        branch.phone(),
                        request.id().reference(),
                        site.link("/enrol?code=" + code.value())));
    }
}
