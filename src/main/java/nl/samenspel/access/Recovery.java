package nl.samenspel.access;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import nl.samenspel.access.Guessing.Budget;
import nl.samenspel.mail.Letter;
import nl.samenspel.mail.Outbox;
import nl.samenspel.ui.SiteAddress;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/// A forgotten password: a link in the mail, for a quarter of an hour. Asking does the same for every address, and is
/// answered a moment later, so that neither words nor time tell who has an account. A second factor, where there is
/// one, is asked for all the same.
@Service
public class Recovery {

    private final JdbcClient jobs;
    private final SignInDesk desk;
    private final Guessing guessing;
    private final Outbox outbox;
    private final SiteAddress site;
    private final Clock clock;

    Recovery(
            @Qualifier("jobs") JdbcClient jobs,
            SignInDesk desk,
            Guessing guessing,
            Outbox outbox,
            SiteAddress site,
            Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.guessing = guessing;
        this.outbox = outbox;
        this.site = site;
        this.clock = clock;
    }

    /// Notes that somebody asked. Too often from one place, or for one address, and nothing is noted; nobody is told.
    public void ask(String address, From from) {
        if (!guessing.take(Budget.LINK, from.address())
                || !guessing.take(Budget.MAIL, address.toLowerCase(Locale.ROOT))) {
            return;
        }
        jobs.sql("insert into access.recovery_asked (id, address, asked_at) values (:id, :address, :now)")
                .param("id", UUID.randomUUID())
                .param("address", address)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /// Mails a link to those who have an account; forgets everyone's question. Happens by itself every few seconds.
    public void answer() {
        jobs.sql("delete from access.recovery_asked returning address")
                .query(String.class)
                .list()
                .forEach(address -> desk.findByAddress(address)
                        .ifPresent(account -> account.mailAddress()
                                .ifPresent(mail -> outbox.send(Letter.to(mail, account.name(), account.language())
                                        .saying(
                                                "access.mail.recover",
                                                account.name(),
                                                site.link("/enrol?code="
                                                        + desk.recoveryCode(account.id())
                                                                .value()))))));
    }

    /// What works by itself, where pages are served.
    @Configuration(proxyBeanMethods = false)
    static class Work {

        private static final Duration LINKS_KEPT = Duration.ofDays(90);

        @Bean
        RecurringTask<Void> answerRecovery(Recovery recovery) {
            return Tasks.recurring("answer-recovery", FixedDelay.ofSeconds(3)).execute((_, _) -> recovery.answer());
        }

        /// What nobody needs any more: drafts, links, browsers and sign-ins that ended long ago.
        @Bean
        RecurringTask<Void> forgetSignIns(@Qualifier("jobs") JdbcClient jobs, Clock clock) {
            return Tasks.recurring("forget-sign-ins", FixedDelay.ofMinutes(30)).execute((_, _) -> forget(jobs, clock));
        }

        static void forget(JdbcClient jobs, Clock clock) {
            delete(jobs, clock, "delete from access.draft where kept_at < :before", Drafts.KEPT);
            delete(jobs, clock, "delete from access.link where expires_at < :before", LINKS_KEPT);
            delete(jobs, clock, "delete from access.device where seen_at < :before", Devices.REMEMBERED);
            delete(jobs, clock, "delete from access.sign_in where seen_at < :before", LINKS_KEPT);
            Guessing.sweep(jobs, clock);
        }

        private static void delete(JdbcClient jobs, Clock clock, String sql, Duration kept) {
            jobs.sql(sql)
                    .param("before", Timestamp.from(clock.instant().minus(kept)))
                    .update();
        }
    }
}
