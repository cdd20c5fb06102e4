package nl.samenspel.access;

import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.samenspel.access.WayIn.SeenHow;
import nl.samenspel.access.WayIn.What;
import nl.samenspel.mail.Outbox;
import nl.samenspel.ui.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Helping someone in at the desk: a code on paper for the first time, a sheet of codes, or beginning anew when they
/// lost what they come in with. Who helped, and how they knew who it was, is kept; whoever has mail is told.
///
/// A coordinator helps volunteers, participants, relatives and professionals of the own organisation; a manager helps
/// coordinators as well; an administrator helps who leads an organisation and
/// other administrators. Somebody who also works elsewhere in a role that the helper
/// could not help here is helped there.
@Service
public class DeskHelp {

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Accounts accounts;
    private final SecondFactors factors;
    private final WayInLog log;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Clock clock;

    DeskHelp(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            Accounts accounts,
            SecondFactors factors,
            WayInLog log,
            Outbox outbox,
            SiteAddress site,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.accounts = accounts;
        this.factors = factors;
        this.log = log;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    /// Somebody who can be helped.
    public record Helped(Account account, WayIn wayIn) {}

    /// Paper to hand over, shown once.
    ///
    /// @param sheet codes of a sheet, or none
    public record Paper(String signInName, Code code, LocalDate lastDay, List<String> sheet) {

        public Paper {
            sheet = List.copyOf(sheet);
        }
    }

    /// What came of letting somebody begin anew.
    public sealed interface BegunAnew {
        /// They have no mail, so they get this.
        record OnPaper(Paper paper) implements BegunAnew {}

        /// A link is on its way to them.
        record ByMail() implements BegunAnew {}

        /// Not somebody the viewer may help.
        record NotThere() implements BegunAnew {}
    }

    /// A colleague, and whether they come in with more than a password.
    public record Colleague(AccountId id, String name, boolean second) {}

    /// Who this is, if the viewer may help them; otherwise as if there were nobody.
    @Transactional(readOnly = true)
    public Optional<Helped> find(AccountId account) {
        return accounts.find(account)
                .filter(_ -> mayHelp(account))
                .map(found -> new Helped(found, factors.of(account)));
    }

    /// The viewer's colleagues; an administrator's are everyone who leads an organisation, keeps this
    /// installation or looks from outside.
    @Transactional(readOnly = true)
    public List<Colleague> listColleagues() {
        var organisation = Viewer.current().organisation().orElse(null);
        return db.sql("""
                select a.id, a.name, a.second_since is not null as second
                from access.account a
                where exists (select from access.role_held r where r.account = a.id and r.ended_at is null
                    and (r.organisation = :organisation and r.role in ('PROFESSIONAL', 'COORDINATOR', 'MANAGER')
                      or cast(:organisation as uuid) is null and r.role in
                          ('MANAGER', 'ADMINISTRATOR', 'MUNICIPALITY', 'NATIONAL_OFFICE', 'RESEARCHER')))
                order by a.name
                """)
                .param("organisation", organisation == null ? null : organisation.value(), Types.OTHER)
                .query((rs, _) -> new Colleague(
                        new AccountId(rs.getObject("id", UUID.class)), rs.getString("name"), rs.getBoolean("second")))
                .list();
    }

    /// A code on paper for somebody without mail who never chose a password, and a sheet when they want one.
    @Transactional
    public Optional<Paper> print(AccountId account, boolean sheet, SeenHow seenHow) {
        var helped = find(account).filter(DeskHelp::canBePrinted);
        return helped.map(one -> {
            log.happened(account, What.CODE_PRINTED, Viewer.current().me(), organisation(), seenHow);
            return paper(one.account(), sheet);
        });
    }

    /// Without mail and without a password: the first time, or after beginning anew.
    public static boolean canBePrinted(Helped helped) {
        return helped.account().mailAddress().isEmpty() && !helped.wayIn().password();
    }

    /// A colleague printed a code for somebody they just let in: kept like any help, once that is saved.
    public void notePrinted(AccountId account) {
        var helper = Viewer.current().account();
        var organisation = organisation();
        // the account is begun in the same transaction, and the log of ways in is written beside it
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                log.happened(account, What.CODE_PRINTED, helper, organisation, SeenHow.IN_PERSON);
            }
        });
    }

    /// Takes away all that this account came in with, and everywhere they are out. They choose a new password: with a
    /// link in the mail, or with the paper that this gives for who has none.
    @Transactional
    public BegunAnew beginAnew(AccountId account, SeenHow seenHow) {
        var helped = find(account);
        if (helped.isEmpty()) {
            return new BegunAnew.NotThere();
        }

        jobs.sql("""
                    with apps as (delete from access.app where account = :account),
                        sheets as (delete from access.sheet_code where account = :account),
                        keys as (delete from access.passkey where account = :account),
                        browsers as (delete from access.device where account = :account),
                        work as (delete from access.provider_link where account = :account),
                        links as (update access.link set used_at = :now where account = :account and used_at is null),
                        out_everywhere as (
                            update access.sign_in set ended_at = :now, ended_by = 'CHANGE'
                            where account = :account and ended_at is null)
                    update access.account set password_hash = null, second_since = null where id = :account
                    """)
                .param("account", account.value())
                .param("now", java.sql.Timestamp.from(clock.instant()))
                .update();
        log.happened(account, What.BEGUN_ANEW, Viewer.current().me(), organisation(), seenHow);
        var mail = log.letterTo(account);
        if (mail.isEmpty()) {
            return new BegunAnew.OnPaper(paper(helped.get().account(), false));
        }
        var code = accounts.enrolmentCode(account, Accounts.LINK_LASTS);
        outbox.send(mail.get()
                .saying(
                        "access.mail.anew",
                        helped.get().account().name(),
                        site.link("/enrol?code=" + code.value()),
                        Viewer.current().name()));
        return new BegunAnew.ByMail();
    }

    private Paper paper(Account account, boolean sheet) {
        var code = accounts.enrolmentCode(account.id(), Accounts.PRINTED_CODE_LASTS);
        return new Paper(
                account.signInName(),
                code,
                LocalDate.now(clock).plusDays(Accounts.PRINTED_CODE_LASTS.toDays()),
                sheet ? factors.makeSheet(account.id()) : List.of());
    }

    private boolean mayHelp(AccountId account) {
        var viewer = Viewer.current();
        if (account.equals(viewer.account())) {
            return false;
        }
        record Held(Role role, @Nullable UUID organisation) {}
        var held = jobs.sql("select role, organisation from access.role_held where account = :id and ended_at is null")
                .param("id", account.value())
                .query((rs, _) ->
                        new Held(Role.valueOf(rs.getString("role")), rs.getObject("organisation", UUID.class)))
                .list();
        var desk = viewer.desk();
        if (desk == null) {
            return viewer.is(Role.ADMINISTRATOR)
                    && held.stream().anyMatch(one -> one.role().compareTo(Role.MANAGER) >= 0);
        }
        var here = desk.organisation().value();
        return held.stream().anyMatch(one -> here.equals(one.organisation()))
                && held.stream()
                        .filter(one -> one.role().needsSecondFactor())
                        .allMatch(one ->
                                here.equals(one.organisation()) && one.role().compareTo(desk.role()) < 0);
    }

    private static @Nullable OrganisationId organisation() {
        return Viewer.current().organisation().orElse(null);
    }
}
