package nl.samenspel.matches;

import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of matches on a whole database. Laws are examined across modules: a match stands on consents that
/// `people` keeps and on hours that `limits` keeps, and here it is seen that they stand.
@Configuration(proxyBeanMethods = false)
class MatchLaws {

    /// Law 4.
    @Bean
    Law consentOfBoth() {
        return law(
                "matches.consent-of-both",
                "select count(*) from matches.match where state in ('AGREED', 'MEETING', 'TRIAL', 'ACTIVE')",
                """
                select format('match %s is %s, but the %s has no standing consent', m.id, m.state, w.who)
                from matches.match m
                cross join lateral (values ('participant', m.participant_consent, m.participant),
                                           ('volunteer', m.volunteer_consent, m.volunteer)) as w (who, consent, person)
                left join people.consent c on c.id = w.consent and c.person = w.person and c.subject = m.id
                                           and c.purpose = 'SHARE_FOR_MATCH' and c.withdrawn_at is null
                where m.state in ('AGREED', 'MEETING', 'TRIAL', 'ACTIVE') and c.id is null
                order by m.id, w.who
                """);
    }

    @Bean
    Law holderAndNextDate() {
        return law(
                "matches.holder-and-next-date",
                "select count(*) from matches.match where state <> 'ENDED'",
                """
                select format('match %s is %s, but has no %s', id, state,
                              case when holder is null then 'holder' else 'next date' end)
                from matches.match
                where state <> 'ENDED' and (holder is null or next_date is null)
                order by id
                """);
    }

    @Bean
    Law hoursReserved() {
        return law(
                "matches.hours-reserved", "select count(*) from matches.match", """
                select format('match %s is %s, but reserves no hours of its volunteer', m.id, m.state)
                from matches.match m
                left join limits.commitment c on c.source = m.invitation and c.ended_on is null
                                             and c.volunteer = m.volunteer and c.hours = m.hours
                where m.state <> 'ENDED' and c.id is null
                union all
                select format('match %s has ended, but still reserves hours', m.id)
                from matches.match m
                join limits.commitment c on c.source = m.invitation and c.ended_on is null
                where m.state = 'ENDED'
                order by 1
                """);
    }

    @Bean
    Law oneRunningMatchPerRequest() {
        return law(
                "matches.one-per-request",
                "select count(distinct request) from matches.match where state <> 'ENDED'",
                """
                select format('request %s has %s running matches', request, count(*))
                from matches.match where state <> 'ENDED'
                group by request having count(*) > 1
                order by request
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
