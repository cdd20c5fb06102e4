package nl.samenspel.referrals;

import java.time.Clock;
import nl.samenspel.database.Database;
import nl.samenspel.database.TestDatabase;
import nl.samenspel.requests.HelpRequestId;
import org.jspecify.annotations.NullMarked;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Lets days pass for what waits for an answer, in tests of the whole program.
@NullMarked
public final class Days {

    private Days() {}

    /// The terms of this request's referrals move back, and what time does is done.
    public static void pass(ApplicationContext context, HelpRequestId request, int days) {
        JdbcClient.create(TestDatabase.asSuperuser(context.getBean(Database.class)))
                .sql("""
                        update referrals.referral
                        set respond_by = respond_by - :days, remind_on = remind_on - :days
                        where request = :request and state = 'REQUESTED'
                        """)
                .param("days", days)
                .param("request", request.value())
                .update();
        ReferralTerms.pass(
                context.getBean(ReferralStore.class), context.getBean(Referrals.class), context.getBean(Clock.class));
    }
}
