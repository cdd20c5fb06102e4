package nl.samenspel.matches;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.PersonId;
import nl.samenspel.database.Law;
import nl.samenspel.limits.RunningPromise;
import nl.samenspel.people.Consents;
import nl.samenspel.people.StandingConsent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What must be true of matches on a whole database.
@Configuration(proxyBeanMethods = false)
class MatchLaws {

    /// Law 4: whoever meets, tries or goes on does so on the standing consent of both, given for this very match.
    @Bean
    Law consentOfBoth() {
        return new Law() {
            @Override
            public String name() {
                return "matches.consent-of-both";
            }

            @Override
            public Finding examine(JdbcClient database) {
                record Row(
                        UUID id,
                        String state,
                        PersonId participant,
                        PersonId volunteer,
                        @Nullable UUID participantConsent,
                        @Nullable UUID volunteerConsent) {}
                var rows = database.sql("""
                        select id, state, participant, volunteer, participant_consent, volunteer_consent
                        from matches.match where state in ('AGREED', 'MEETING', 'TRIAL', 'ACTIVE', 'AWAY', 'LEAVING') order by id
                        """)
                        .query((rs, _) -> new Row(
                                rs.getObject("id", UUID.class),
                                rs.getString("state"),
                                new PersonId(rs.getObject("participant", UUID.class)),
                                new PersonId(rs.getObject("volunteer", UUID.class)),
                                rs.getObject("participant_consent", UUID.class),
                                rs.getObject("volunteer_consent", UUID.class)))
                        .list();
                var standing = new HashSet<>(StandingConsent.listIn(database, Consents.Purpose.SHARE_FOR_MATCH));
                var violations = new ArrayList<String>();
                for (var row : rows) {
                    if (!stands(standing, row.participantConsent(), row.participant(), row.id())) {
                        violations.add("match %s is %s without a standing consent of its participant"
                                .formatted(row.id(), row.state()));
                    }
                    if (!stands(standing, row.volunteerConsent(), row.volunteer(), row.id())) {
                        violations.add("match %s is %s without a standing consent of its volunteer"
                                .formatted(row.id(), row.state()));
                    }
                }
                return new Finding(rows.size(), violations);
            }
        };
    }

    private static boolean stands(Set<StandingConsent> standing, @Nullable UUID consent, PersonId person, UUID match) {
        return consent != null && standing.contains(new StandingConsent(consent, person, match));
    }

    /// Hours are promised exactly as long as a match runs.
    @Bean
    Law hoursPromised() {
        return new Law() {
            @Override
            public String name() {
                return "matches.hours-promised";
            }

            @Override
            public Finding examine(JdbcClient database) {
                record Row(UUID id, boolean running, RunningPromise promise) {}
                var rows = database.sql("""
                        select id, state <> 'ENDED' as running, invitation, volunteer, hours from matches.match order by id
                        """)
                        .query((rs, _) -> new Row(
                                rs.getObject("id", UUID.class),
                                rs.getBoolean("running"),
                                new RunningPromise(
                                        rs.getObject("invitation", UUID.class),
                                        new PersonId(rs.getObject("volunteer", UUID.class)),
                                        rs.getInt("hours"))))
                        .list();
                Map<UUID, RunningPromise> promised = RunningPromise.listIn(database).stream()
                        .collect(Collectors.toMap(RunningPromise::source, Function.identity()));
                var violations = new ArrayList<String>();
                for (var row : rows) {
                    var promise = promised.get(row.promise().source());
                    if (row.running() && !row.promise().equals(promise)) {
                        violations.add("match %s runs, but its hours are not promised".formatted(row.id()));
                    } else if (!row.running() && promise != null) {
                        violations.add("match %s has ended, but its hours are still promised".formatted(row.id()));
                    }
                }
                return new Finding(rows.size(), violations);
            }
        };
    }

    @Bean
    Law matchHolder() {
        return law("matches.holder-and-next-date", "select count(*) from matches.match where state <> 'ENDED'", """
                select format('match %s is %s without a %s', id, state,
                              case when holder is null then 'holder' else 'next date' end)
                from matches.match
                where state <> 'ENDED' and (holder is null or next_date is null)
                order by id
                """);
    }

    @Bean
    Law oneMatchPerRequest() {
        return law(
                "matches.one-per-request",
                "select count(distinct request) from matches.match where state <> 'ENDED'",
                """
                select format('request %s has %s running matches', request, count(*))
                from matches.match where state not in ('AWAY', 'LEAVING', 'ENDED')
                group by request having count(*) > 1
                union all
                select format('request %s awaits %s volunteers', request, count(*))
                from matches.match where state in ('AWAY', 'LEAVING')
                group by request having count(*) > 1
                """);
    }

    @Bean
    Law reviewDate() {
        return law("matches.review-date", "select count(*) from matches.match where state = 'ACTIVE'", """
                select format('match %s goes on without a day on which both are asked how it goes', id)
                from matches.match where state = 'ACTIVE' and review_on is null
                order by id
                """);
    }

    /// Whose volunteer is away or goes, and who had somebody and has nobody while they still ask: for each of
    /// them somebody is looked for, with a holder and a next date. What another organisation took over waits
    /// there (law 1).
    @Bean
    Law nobodySilentlyAlone() {
        return law("matches.nobody-silently-alone", """
                select (select count(*) from matches.match where state in ('AWAY', 'LEAVING'))
                     + (select count(*) from matches.without where until is null)
                """, """
                select format('match %s: nobody is looked for while its volunteer is %s', m.id, lower(m.state))
                from matches.match m
                where m.state in ('AWAY', 'LEAVING') and not exists (
                    select from matches.match b
                    where b.request = m.request and b.state in ('TRIAL', 'ACTIVE') and m.state = 'LEAVING')
                  and not exists (
                    select from matches.replacement r
                    where r.match = m.id and r.state = 'OPEN' and r.holder is not null and r.next_date is not null)
                union all
                select format('request %s: without anybody since %s, and nobody is looked for', w.request, w.since)
                from matches.without w
                where w.until is null
                  and exists (select from matches.match m
                              where m.request = w.request and m.organisation = w.organisation)
                  and not exists (
                    select from matches.replacement r
                    where r.request = w.request and r.state = 'OPEN' and r.holder is not null and r.next_date is not null)
                """);
    }

    /// Days without anybody are counted exactly while nobody comes.
    @Bean
    Law daysWithoutCounted() {
        return law("matches.days-without", "select count(*) from matches.without", """
                select format('request %s: counted as without anybody since %s, but somebody comes', w.request, w.since)
                from matches.without w
                where w.until is null
                  and exists (select from matches.match m where m.request = w.request and m.state in ('TRIAL', 'ACTIVE'))
                union all
                select format('match %s: its volunteer is away since %s, nobody comes, and it is not counted', m.id,
                              m.away_from)
                from matches.match m
                where m.state in ('AWAY', 'LEAVING')
                  and not exists (select from matches.match b where b.request = m.request and b.state in ('TRIAL', 'ACTIVE'))
                  and not exists (select from matches.without w where w.request = m.request and w.until is null)
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
