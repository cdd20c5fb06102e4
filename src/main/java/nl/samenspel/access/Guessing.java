package nl.samenspel.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import nl.samenspel.database.InstallationKey;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How often may be guessed. A budget is used up by tries and fills again with time; a right try gives its part back.
/// Nobody is ever locked out for good, and tries from elsewhere never use up what belongs to a browser that was used
/// before. Counted in the database, so a restart or a second machine forgets nothing.
///
/// The budget of a name is asked for any name, known here or not, so that being stopped tells nothing either.
@Component
class Guessing {

    /// For what may be guessed, how often at once, and after how long one more.
    enum Budget {
        /// A name and password, from browsers that this account never used: at most 98 in a day, wherever they are.
        NAME(8, Duration.ofMinutes(16)),
        /// The same from a browser this account used before.
        DEVICE(8, Duration.ofMinutes(16)),
        /// All failures behind one address, browsers that are known left out. A town hall is one address too: two
        /// hundred people who mistype one in twenty stay far under it.
        ADDRESS(300, Duration.ofSeconds(10)),
        /// The second factor, after the right password, from browsers that this account never used.
        CODE(5, Duration.ofMinutes(30)),
        /// The same from a browser this account used before.
        CODE_ON_DEVICE(5, Duration.ofMinutes(16)),
        /// Mails for a new password to one mail address.
        MAIL(3, Duration.ofMinutes(20)),
        /// Codes on paper or in links, behind one address.
        LINK(60, Duration.ofSeconds(30));

        private final int atOnce;
        private final Duration oneMore;

        Budget(int atOnce, Duration oneMore) {
            this.atOnce = atOnce;
            this.oneMore = oneMore;
        }
    }

    private final JdbcClient jobs;
    private final InstallationKey key;
    private final Clock clock;

    Guessing(@Qualifier("jobs") JdbcClient jobs, InstallationKey key, Clock clock) {
        this.jobs = jobs;
        this.key = key;
        this.clock = clock;
    }

    /// Uses one try. False when there is none left; then nothing is used. Two at the same moment never share one.
    boolean take(Budget budget, String whose) {
        return jobs.sql("""
                insert into access.guess_budget as b (mark, used, at) values (:mark, 1, :now)
                on conflict (mark) do update set at = :now,
                    used = greatest(0, b.used - greatest(0, extract(epoch from (cast(:now as timestamptz) - b.at))) / :oneMore) + 1
                where greatest(0, b.used - greatest(0, extract(epoch from (cast(:now as timestamptz) - b.at))) / :oneMore) + 1 <= :atOnce
                """)
                        .param("mark", mark(budget, whose))
                        .param("now", Timestamp.from(clock.instant()))
                        .param("oneMore", (double) budget.oneMore.toSeconds())
                        .param("atOnce", budget.atOnce)
                        .update()
                == 1;
    }

    /// The try was a right one.
    void giveBack(Budget budget, String whose) {
        jobs.sql("update access.guess_budget set used = greatest(0, used - 1) where mark = :mark")
                .param("mark", mark(budget, whose))
                .update();
    }

    /// Begins anew: whoever this is, has shown it.
    void forget(Budget budget, String whose) {
        jobs.sql("delete from access.guess_budget where mark = :mark")
                .param("mark", mark(budget, whose))
                .update();
    }

    /// Budgets that are full again need no row.
    static void sweep(JdbcClient jobs, Clock clock) {
        jobs.sql("delete from access.guess_budget where at < :before")
                .param("before", Timestamp.from(clock.instant().minus(Duration.ofDays(2))))
                .update();
    }

    private String mark(Budget budget, String whose) {
        return key.mark("guess " + budget, whose);
    }
}
