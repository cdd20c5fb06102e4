package nl.samenspel.visits;

import java.util.List;
import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of visits on a whole database.
@Configuration(proxyBeanMethods = false)
class VisitLaws {

    /// The same visit counts once.
    @Bean
    Law visitsOnce() {
        return law("visits.written-down-once", "select count(*) from visits.visit where came <> 'TAKEN_BACK'", """
                select format('match %s has visit %s of %s written down %s times', match, nth, day, count(*))
                from visits.visit where came <> 'TAKEN_BACK' and match is not null
                group by match, day, nth having count(*) > 1
                union all
                select format('volunteer %s has %s %s of %s written down %s times', volunteer, kind, nth, day, count(*))
                from visits.visit where came <> 'TAKEN_BACK' and match is null
                group by volunteer, kind, day, nth having count(*) > 1
                order by 1
                """);
    }

    /// Nothing is done before it has been, or lasts longer than a day.
    @Bean
    Law visitsCanHaveBeen() {
        return law("visits.can-have-been", "select count(*) from visits.visit where came = 'DONE'", """
                select format('visit %s of %s minutes on %s was told on %s', id, minutes, day, told_on)
                from visits.visit
                where came = 'DONE' and (day > told_on or minutes not between 1 and 1440)
                order by id
                """);
    }

    /// What was corrected is kept as it was, each version of it.
    @Bean
    Law visitsKeepWhatTheyWere() {
        return law("visits.keep-what-they-were", "select count(*) from visits.visit where version > 1", """
                select format('visit %s was changed %s times, and %s of what it was is kept', v.id, v.version - 1,
                              count(e.version))
                from visits.visit v left join visits.earlier e on e.visit = v.id
                where v.version > 1
                group by v.id having count(e.version) <> v.version - 1
                order by v.id
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
                List<String> found = database.sql(violations)
                        .query((rs, _) -> rs.getString(1))
                        .list();
                return new Finding(
                        database.sql(rows).query((rs, _) -> rs.getLong(1)).single(), found);
            }
        };
    }
}
