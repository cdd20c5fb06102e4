package nl.samenspel.access;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import nl.samenspel.access.WayIn.What;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Keeps what happens to people's ways in, and tells whom it concerns by mail: who did not do it themselves, wants to
/// know (ASVS 5.0, 6.3.7).
@Component
class WayInLog {

    /// Told by mail; printing a code is for who has no mail.
    private static final Set<What> MAILED = Set.of(
            What.PASSWORD_SET,
            What.APP_ADDED,
            What.APP_REMOVED,
            What.SHEET_MADE,
            What.SHEET_REMOVED,
            What.PASSKEY_ADDED,
            What.PASSKEY_REMOVED,
            What.PROVIDER_LINKED,
            What.PROVIDER_UNLINKED,
            What.NEW_BROWSER);

    private final JdbcClient jobs;
    private final Outbox outbox;
    private final Clock clock;

    WayInLog(@Qualifier("jobs") JdbcClient jobs, Outbox outbox, Clock clock) {
        this.jobs = jobs;
        this.outbox = outbox;
        this.clock = clock;
    }

    void happened(AccountId account, What what) {
        happened(account, what, null, null, null);
    }

    /// @param by who did it at the desk, if it was not whose it is
    void happened(
            AccountId account,
            What what,
            @Nullable AccountId by,
            @Nullable OrganisationId organisation,
            WayIn.@Nullable SeenHow seenHow) {
        jobs.sql("""
                insert into access.way_in_event (at, account, kind, by_account, organisation, seen_how)
                values (:now, :account, :kind, :by, :organisation, :how)
                """)
                .param("now", Timestamp.from(clock.instant()))
                .param("account", account.value())
                .param("kind", what.name())
                .param("by", by == null ? null : by.value(), Types.OTHER)
                .param("organisation", organisation == null ? null : organisation.value(), Types.OTHER)
                .param("how", seenHow == null ? null : seenHow.name(), Types.VARCHAR)
                .update();
        if (MAILED.contains(what)) {
            letterTo(account).ifPresent(letter -> outbox.send(letter.saying("access.mail.happened." + what)));
        }
    }

    java.util.Optional<Letter.Envelope> letterTo(AccountId account) {
        return jobs.sql("select email, name, language from access.account where id = :id and email is not null")
                .param("id", account.value())
                .query((rs, _) -> Letter.to(rs.getString("email"), rs.getString("name"), rs.getString("language")))
                .optional();
    }

    /// The newest first.
    List<WayIn.Happened> list(AccountId account, int most) {
        return jobs.sql("""
                select e.at, e.kind, e.seen_how, a.name as helper
                from access.way_in_event e left join access.account a on a.id = e.by_account
                where e.account = :account order by e.id desc limit :most
                """)
                .param("account", account.value())
                .param("most", most)
                .query((rs, _) -> new WayIn.Happened(
                        rs.getTimestamp("at").toInstant(),
                        What.valueOf(rs.getString("kind")),
                        rs.getString("helper"),
                        rs.getString("seen_how") == null ? null : WayIn.SeenHow.valueOf(rs.getString("seen_how"))))
                .list();
    }
}
