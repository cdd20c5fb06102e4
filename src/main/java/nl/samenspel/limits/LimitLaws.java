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
                from (select volunteer, sum(hours) as hours, count(*) as places, sum(nights) as nights,
                             count(*) filter (where heavy) as heavy, max(nth) as nth
                      from limits.commitment where ended_on is null group by volunteer) now
                join limits.commitment last on last.nth = now.nth
                where now.hours > last.hours_load_then + last.hours
                   or now.places > last.places_taken_then + 1
                   or now.hours > last.hours_limit_then
                   or now.places > last.places_limit_then
                   or now.nights > last.nights_taken_then + last.nights
                   or now.heavy > last.heavy_taken_then + last.heavy::int
                union all
                select format('commitment %s: %s hours beside %s of %s', id, hours, hours_load_then, hours_limit_then)
                from limits.commitment
                where ended_on is null
                  and (hours_load_then + hours > hours_limit_then or places_taken_then + 1 > places_limit_then
                       or nights > 0 and nights_taken_then + nights > nights_limit_then
                       or heavy and heavy_taken_then + 1 > heavy_limit_then)
                """);
    }

    /// Who has it counted together never promised more in all than they do in all; judged at each promise, as it was
    /// made.
    @Bean
    Law withinAll() {
        return law("limits.within-all", "select count(*) from limits.counted", """
                select format('commitment %s: %s of %s hours in all, %s of %s places', commitment, hours, hours_limit,
                              places, places_limit)
                from limits.counted
                where hours > hours_limit or places > places_limit
                """);
    }

    /// One signal of a kind stands open about somebody, and what is settled says what was done.
    @Bean
    Law signalsAreAnswered() {
        return law("limits.signals-are-answered", "select count(*) from limits.signal", """
                select format('signal %s: settled by nobody, or with nothing', id)
                from limits.signal
                where settled_at is not null and (settled_by is null or step is null)
                union all
                select format('signal %s: settled before it was raised', id)
                from limits.signal where settled_at < raised_at
                union all
                select format('volunteer %s: more than one open signal %s', volunteer, why)
                from limits.signal where settled_at is null group by volunteer, why having count(*) > 1
                """);
    }

    /// Raised by the volunteer, or in a call of theirs that says exactly this.
    @Bean
    Law onlyTheVolunteerRaises() {
        return law("limits.only-the-volunteer-raises", "select count(*) from limits.own_limit_change", """
                select format('change %s of %s: raised by someone else', id, volunteer)
                from (select c.*, lag(hours_per_week) over w as hours_before,
                             lag(matches_at_a_time) over w as matches_before,
                             lag(coalesce(nights_per_week, 7)) over w as nights_before,
                             lag(coalesce(pause_until, '-infinity')) over w as pause_before
                      from limits.own_limit_change c
                      window w as (partition by volunteer order by id)) c
                where not by_the_volunteer and phone_call is null
                  and (hours_per_week > hours_before or matches_at_a_time > matches_before
                       or coalesce(nights_per_week, 7) > nights_before
                       or coalesce(pause_until, '-infinity') < pause_before)
                union all
                select format('change %s of %s: not what was said by phone', c.id, c.volunteer)
                from limits.own_limit_change c join limits.phone_call p on p.id = c.phone_call
                where (c.volunteer, c.account, c.hours_per_week, c.matches_at_a_time, c.nights_per_week, c.pause_until)
                      is distinct from (p.volunteer, p.recorded_by, p.hours_after, p.matches_after, p.nights_after, p.pause_after)
                union all
                select format('limits of %s: changed without a trace', l.volunteer)
                from limits.own_limit l
                left join lateral (select * from limits.own_limit_change c
                                   where c.volunteer = l.volunteer order by id desc limit 1) last on true
                where (l.hours_per_week, l.matches_at_a_time, l.nights_per_week, l.pause_until)
                      is distinct from (last.hours_per_week, last.matches_at_a_time, last.nights_per_week, last.pause_until)
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
