package nl.samenspel.volunteers;

import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.PersonId;
import nl.samenspel.database.Law;
import nl.samenspel.people.People;
import nl.samenspel.people.People.Engagement;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class VolunteerLaws {

    /// Who may be asked is engaged as a volunteer, and nobody is paid for care and a volunteer in the same place.
    @Bean
    Law activeIsEngaged(People people) {
        return new Law() {
            @Override
            public String name() {
                return "volunteers.active-is-engaged";
            }

            @Override
            public Finding examine(JdbcClient database) {
                var active = database.sql("select person from volunteers.volunteer where status = 'ACTIVE'")
                        .query((rs, _) -> new PersonId(rs.getObject("person", UUID.class)))
                        .list();
                var engagements = people.listEngagements(database);
                var violations = new ArrayList<String>();
                for (var person : active) {
                    var engaged = engagements.getOrDefault(person, Set.of());
                    if (engaged.stream().noneMatch(Volunteers.VOLUNTEERING::contains)) {
                        violations.add("volunteer %s: active, but not engaged".formatted(person));
                    }
                    if (engaged.stream().anyMatch(Engagement::isPaid)) {
                        violations.add("volunteer %s: active, and paid for care here".formatted(person));
                    }
                }
                return new Finding(active.size(), violations);
            }
        };
    }
}
