package nl.samenspel.careplans;

import java.util.List;
import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of tables on a whole database.
@Configuration(proxyBeanMethods = false)
class CareplanLaws {

    /// Law 2: for every task at most one party has said "I do this".
    @Bean
    Law oneDoesEachTask() {
        return law(
                "careplans.one-does-each-task",
                "select count(*) from careplans.acceptance where ended_at is null",
                """
                select format('task %s is done by %s at once', task, count(*)) from careplans.acceptance
                where ended_at is null group by task having count(*) > 1 order by task
                """);
    }

    /// Whoever does something sits at that table and is there; otherwise it is nobody's.
    @Bean
    Law whoDoesItIsThere() {
        return law(
                "careplans.who-does-it-is-there",
                "select count(*) from careplans.acceptance where ended_at is null",
                """
                select format('task %s is done by seat %s, which is %s', a.task, a.seat, lower(s.state))
                from careplans.acceptance a join careplans.seat s on s.id = a.seat
                where a.ended_at is null and s.state <> 'SEATED' order by a.task
                """);
    }

    /// A table is held, and around one participant, who sits at it.
    @Bean
    Law tableIsHeld() {
        return law(
                "careplans.held-around-a-participant",
                "select count(*) from careplans.plan where closed_on is null",
                """
                select format('plan %s has %s', p.id, case when not exists (
                        select from careplans.seat s where s.plan = p.id and s.part = 'COORDINATOR' and s.state = 'SEATED')
                    then 'nobody who holds it' else 'no participant at its table' end)
                from careplans.plan p
                where p.closed_on is null and (
                    not exists (select from careplans.seat s where s.plan = p.id and s.part = 'COORDINATOR' and s.state = 'SEATED')
                    or not exists (select from careplans.seat s where s.plan = p.id and s.part = 'PARTICIPANT'
                                   and s.state = 'SEATED' and s.person = p.participant))
                order by p.id
                """);
    }

    /// Who does it, volunteers or professionals, is looked at again on a day.
    @Bean
    Law divisionIsReviewed() {
        return law(
                "careplans.division-is-reviewed",
                "select count(*) from careplans.line where division is not null",
                "select format('decision %s has no day to look again', id) from careplans.line where division is not null and review_on is null order by id");
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
