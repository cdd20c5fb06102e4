package nl.samenspel.reimbursements;

import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Law 5 on a whole database.
@Configuration(proxyBeanMethods = false)
class ReimbursementLaws {

    /// A year has one way, and everything asked in it is of that way.
    @Bean
    Law oneRegimeAYear() {
        return law("reimbursements.one-regime-a-year", "select count(*) from reimbursements.book", """
                select format('claim %s of %s is %s, in a year of %s', c.id, c.day, c.regime, coalesce(b.regime, 'nothing'))
                from reimbursements.claim c
                left join reimbursements.book b on b.volunteer = c.volunteer and b.year = c.year
                where c.state in ('ASKED', 'APPROVED', 'PAID') and c.regime is distinct from b.regime
                union all
                select format('volunteer %s has an allowance in %s without a reason', volunteer, year)
                from reimbursements.book where regime = 'FLAT_ALLOWANCE' and why = ''
                order by 1
                """);
    }

    /// No hour, no month and no year above its own maximum, whatever came from elsewhere.
    @Bean
    Law withinTheMaxima() {
        return law(
                "reimbursements.within-the-maxima",
                "select count(*) from reimbursements.claim where regime = 'FLAT_ALLOWANCE'",
                """
                with c as (select * from reimbursements.claim
                           where regime = 'FLAT_ALLOWANCE' and state in ('ASKED', 'APPROVED', 'PAID'))
                select format('claim %s is more than an hour may be in %s', c.id, c.year)
                from c left join reimbursements.law_year l on l.year = c.year
                where l.year is null or c.per_hour > l.hour or c.kind = 'ACTIVITY' and c.amount * 60 > l.hour * c.minutes
                union all
                select format('volunteer %s has %s cents in month %s of %s', volunteer, sum(amount), extract(month from day), year)
                from c join reimbursements.law_year l using (year)
                group by volunteer, year, extract(month from day), l.month having sum(amount) > l.month
                union all
                select format('volunteer %s has %s cents in %s', volunteer, sum(amount), year)
                from c join reimbursements.law_year l using (year)
                group by volunteer, year, l.in_year having sum(amount) > l.in_year
                order by 1
                """);
    }

    /// Nothing is asked on anything but an engagement as a volunteer, on a day of it.
    @Bean
    Law onlyVolunteersArePaidBack() {
        return law("reimbursements.only-volunteers", "select count(*) from reimbursements.claim", """
                select format('claim %s rests on an engagement as %s', id, engagement_kind)
                from reimbursements.claim where engagement_kind <> 'VOLUNTEER'
                """);
    }

    /// What is paid was looked at by enough people, none of whom asked it.
    @Bean
    Law paidAfterEnoughEyes() {
        return law(
                "reimbursements.paid-after-enough-eyes",
                "select count(*) from reimbursements.claim where state = 'PAID'",
                """
                select format('claim %s was paid, approved by %s', id, coalesce(approved_by::text, 'nobody'))
                from reimbursements.claim
                where state = 'PAID' and (approved_by is null or payment is null or approved_by = asked_by
                      or second_by in (approved_by, asked_by))
                order by 1
                """);
    }

    private static Law law(String name, String rows, String violations) {
        return new Law() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Finding examine(JdbcClient database) {
                return new Finding(
                        database.sql(rows).query((rs, _) -> rs.getLong(1)).single(),
                        database.sql(violations)
                                .query((rs, _) -> rs.getString(1))
                                .list());
            }
        };
    }
}
