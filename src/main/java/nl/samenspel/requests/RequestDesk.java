package nl.samenspel.requests;

import java.time.Clock;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Supplier;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.Role;
import nl.samenspel.access.Viewer;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.network.Holder;
import nl.samenspel.requests.HelpRequest.Open;
import nl.samenspel.requests.HelpRequestStore.Happened;
import nl.samenspel.requests.RequestEvent.What;
import nl.samenspel.ui.SiteAddress;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What taking in and moving share: being at the desk, writing down what happened, and telling who holds it.
@Component
class RequestDesk {

    private final HelpRequestStore store;
    private final Accounts accounts;
    private final Outbox outbox;
    private final SiteAddress site;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RequestDesk(
            HelpRequestStore store,
            Accounts accounts,
            Outbox outbox,
            SiteAddress site,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.accounts = accounts;
        this.outbox = outbox;
        this.site = site;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Does a step in one transaction at a branch's desk: the viewer's own where they sit there, else on their word.
    <T> T at(OrganisationId organisation, BranchId branch, Supplier<T> step) {
        var viewer = Viewer.current();
        var desk = viewer.desk();
        var sitsThere = desk != null
                && desk.organisation().equals(organisation)
                && (desk.role() == Role.MANAGER || desk.branches().contains(branch));
        var at = sitsThere ? viewer : viewer.atTheDesk(organisation, branch);
        var done = at.call(() -> transaction.execute(_ -> step.get()));
        return Objects.requireNonNull(done);
    }

    void write(HelpRequest request, What what, String words) {
        store.write(request.id(), request.holder(), event(request, what, words));
    }

    /// The same of many, without words.
    void writeAll(Collection<? extends HelpRequest> requests, What what) {
        store.writeAll(requests.stream()
                .map(request -> new Happened(request.id(), request.holder(), event(request, what, "")))
                .toList());
    }

    private RequestEvent event(HelpRequest request, What what, String words) {
        return new RequestEvent(
                clock.instant(),
                Viewer.current().account(),
                what,
                request.holder().person(),
                request instanceof Open open ? open.nextDate() : null,
                words);
    }

    /// Law 1 asks for a person of that organisation, not for any account.
    void requireColleague(Holder holder) {
        if (accounts.listCoordinators(holder.organisation()).stream()
                .noneMatch(colleague -> colleague.id().equals(holder.person()))) {
            throw new IllegalArgumentException(
                    "A request is held by a coordinator of the organisation, but %s is none of %s."
                            .formatted(holder.person(), holder.organisation()));
        }
    }

    /// A mail with its number and a link, and nothing of whom or what it is about.
    void tell(HelpRequest request, String key) {
        var holder = request.holder().person();
        if (holder.equals(Viewer.current().account())) {
            return;
        }
        accounts.find(holder)
                .ifPresent(colleague ->
                        mail(colleague, key, request.id().reference(), site.link("/requests/" + request.id())));
    }

    void mail(Account colleague, String key, Object about, String link) {
        colleague
                .mailAddress()
                .ifPresent(address -> outbox.send(Letter.to(address, colleague.name(), colleague.language())
                        .saying(key, colleague.name(), about, link)));
    }
}
