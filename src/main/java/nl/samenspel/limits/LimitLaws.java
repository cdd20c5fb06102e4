package nl.samenspel.limits;

import nl.samenspel.database.Law;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Law 3 on a whole database: what runs was within the limits when it was promised, and nobody but the volunteer
/// raised them.
@Configuration(proxyBeanMethods = false)
class LimitLaws {

    /// The last promise that runs counted all others that run, so what runs now is at most what it found then and
    /// added; and that was within the limits of that moment. Lowering a limit later breaks nothing.
    @Bean
    Law withinOwnLimits() {
        return law("limits.within-own-limits", "select count(*) from limits.commitment where ended_on is null", """
                select format('commitment %s: %s of %s hours, %s of %s places were promised', last.id,
                              greatest(now.hours, last.hours_load_then + last.hours), last.hours_limit_then,
                              greatest(now.places, last.places_taken_then + 1), last.places_limit_then)
                from (select volunteer, sum(hours) as hours, count(*) as places, max(nth) as nth
                      from limits.commitment where ended_on is null group by volunteer) now
                join limits.commitment last on last.nth = now.nth
                where now.hours > last.hours_load_then + last.hours
                   or now.places > last.places_taken_then + 1
                   or now.hours > last.hours_limit_then
                   or now.places > last.places_limit_then
                union all
                select format('commitment %s: %s hours beside %s of %s', id, hours, hours_load_then, hours_limit_then)
                from limits.commitment
                where ended_on is null
                  and (hours_load_then + hours > hours_limit_then or places_taken_then + 1 > places_limit_then)
                """);
    }

    @Bean
    Law onlyTheVolunteerRaises() {
        return law("limits.only-the-volunteer-raises", "select count(*) from limits.own_limit_change", """
                select format('change %s of %s: raised by someone else', id, volunteer)
                from (select c.*, lag(hours_per_week) over w as hours_before,
                             lag(matches_at_a_time) over w as matches_before,
                             lag(coalesce(pause_until, '-infinity')) over w as pause_before
                      from limits.own_limit_change c
                      window w as (partition by volunteer order by id)) c
                where not by_the_volunteer
                  and (hours_per_week > hours_before or matches_at_a_time > matches_before
                       or coalesce(pause_until, '-infinity') < pause_before)
                union all
                select format('limits of %s: changed without a trace', l.volunteer)
                from limits.own_limit l
                left join lateral (select * from limits.own_limit_change c
                                   where c.volunteer = l.volunteer order by id desc limit 1) last on true
                where (l.hours_per_week, l.matches_at_a_time, l.pause_until)
                      is distinct from (last.hours_per_week, last.matches_at_a_time, last.pause_until)
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
