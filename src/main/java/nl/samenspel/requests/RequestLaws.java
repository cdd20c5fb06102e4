package nl.samenspel.requests;

import java.util.Arrays;
import java.util.List;
import nl.samenspel.database.Law;
import nl.samenspel.requests.Boundary.Rule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The laws of help requests, as they can be examined on any database.
@Configuration(proxyBeanMethods = false)
class RequestLaws {

    /// Law 1: an open help request has exactly one holder (an organisation and a person) and a next date.
    @Bean
    Law openRequestsAreHeld() {
        return new Rows(
                "requests.one-holder",
                "select count(*) from requests.help_request where state in ('ASKED', 'SEARCHING', 'MATCHED')",
                """
                select id || ': open, but without '
                    || concat_ws(' and ',
                        case when organisation is null then 'an organisation' end,
                        case when branch is null then 'a branch' end,
                        case when holder is null then 'a person who holds it' end,
                        case when next_date is null then 'a next date' end)
                from requests.help_request
                where state in ('ASKED', 'SEARCHING', 'MATCHED')
                  and (organisation is null or branch is null or holder is null or next_date is null)
                order by id
                """);
    }

    /// A no is never empty-handed: what was lacking, and the next door.
    @Bean
    Law everyNoNamesTheNextDoor() {
        return new Rows(
                "requests.no-names-the-next-door",
                "select count(*) from requests.help_request where state = 'REFUSED'",
                """
                select id || ': refused, but without '
                    || concat_ws(' and ',
                        case when lacking is null then 'what was lacking' end,
                        case when next_door is null or next_door !~ '\\S' then 'a next door' end)
                from requests.help_request
                where state = 'REFUSED' and (lacking is null or next_door is null or next_door !~ '\\S')
                order by id
                """);
    }

    /// No triage gives volunteers what the base keeps from them.
    @Bean
    Law noTriageCrossesTheBase() {
        return new Rows("requests.base-boundaries", "select count(*) from requests.triage", """
                select request || ': triage ' || id || ' gives volunteers what they may not do'
                from requests.triage
                where (outcome in ('VOLUNTEER', 'TOGETHER') and touched && array[%s])
                   or (outcome = 'VOLUNTEER' and touched && array[%s])
                order by id
                """.formatted(
                        names(Rule.NEVER), names(Rule.TOGETHER)));
    }

    private static String names(Rule rule) {
        return String.join(
                ", ",
                Arrays.stream(Boundary.values())
                        .filter(boundary -> boundary.base() == rule)
                        .map(boundary -> "'" + boundary + "'")
                        .toList());
    }

    private record Rows(String name, String all, String broken) implements Law {

        @Override
        public Finding examine(JdbcClient database) {
            List<String> violations =
                    database.sql(broken).query((rs, _) -> rs.getString(1)).list();
            return new Finding(database.sql(all).query(Long.class).single(), violations);
        }
    }
}
