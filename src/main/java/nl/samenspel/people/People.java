package nl.samenspel.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.access.Looks;
import nl.samenspel.access.Looks.Purpose;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to people. Whoever reads a record here says why, and that is logged (law 8).
@Service
public class People {

    private static final String PERSON = """
            select id, organisation, external_id, given_name, family_name, email, phone, postcode, place, address,
                   gender, languages
            from people.person
            """;

    private final JdbcClient db;
    private final Looks looks;
    private final Clock clock;

    People(JdbcClient db, Looks looks, Clock clock) {
        this.db = db;
        this.looks = looks;
        this.clock = clock;
    }

    /// What someone is to an organisation.
    public enum Engagement {
        VOLUNTEER,
        TRAINEE,
        EMPLOYEE_VOLUNTEER,
        SEMI_PAID
    }

    @Transactional
    public void add(Person person) {
        write(person, """
                insert into people.person
                    (id, organisation, external_id, given_name, family_name, email, phone, postcode, place, address,
                     gender, languages, created_at)
                values (:id, :organisation, :externalId, :givenName, :familyName, :email, :phone, :postcode, :place,
                     :address, :gender, :languages, :now)
                """);
    }

    @Transactional
    public void change(Person person) {
        write(person, """
                update people.person
                set external_id = :externalId, given_name = :givenName, family_name = :familyName, email = :email,
                    phone = :phone, postcode = :postcode, place = :place, address = :address, gender = :gender,
                    languages = :languages
                where id = :id and organisation = :organisation and :now is not null
                """);
    }

    /// Someone's record, if the viewer may see it.
    @Transactional
    public Optional<Person> find(PersonId id, Purpose purpose) {
        var person = db.sql(PERSON + "where id = :id")
                .param("id", id.value())
                .query(People::read)
                .optional();
        person.ifPresent(found -> looks.at(found.id(), purpose));
        return person;
    }

    /// The records of these people, as far as the viewer may see them; one query for a whole page.
    @Transactional
    public Map<PersonId, Person> list(Collection<PersonId> ids, Purpose purpose) {
        var people = db
                .sql(PERSON + "where id = any (:ids)")
                .param("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query(People::read)
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        looks.at(people.keySet(), purpose);
        return people;
    }

    /// People of the viewer's organisation whose name looks like this, at most [#most].
    @Transactional
    public List<Person> search(OrganisationId organisation, String name, int most, Purpose purpose) {
        var people = db.sql(PERSON + """
                where organisation = :organisation
                  and lower(given_name || ' ' || family_name) like '%' || :name || '%'
                order by family_name, given_name, id limit :most
                """)
                .param("organisation", organisation.value())
                .param(
                        "name",
                        name.strip()
                                .toLowerCase(Locale.ROOT)
                                .replace("\\", "\\\\")
                                .replace("%", "\\%")
                                .replace("_", "\\_"))
                .param("most", most)
                .query(People::read)
                .list();
        looks.at(people.stream().map(Person::id).toList(), purpose);
        return people;
    }

    /// The record that another system knows by this number. Tells only that it is there: no look.
    @Transactional(readOnly = true)
    public Optional<PersonId> findByExternalId(OrganisationId organisation, String externalId) {
        return db.sql("select id from people.person where organisation = :organisation and external_id = :externalId")
                .param("organisation", organisation.value())
                .param("externalId", externalId)
                .query((rs, _) -> new PersonId(rs.getObject("id", UUID.class)))
                .optional();
    }

    /// The records that a list which comes in is compared with: those with these numbers, and those with these ids.
    /// Nothing of them is shown to anyone, so this is no look.
    @Transactional(readOnly = true)
    public List<Person> listToCompare(
            OrganisationId organisation, Collection<String> externalIds, Collection<PersonId> ids) {
        return db.sql(PERSON + "where organisation = :organisation and (external_id = any (:numbers) or id = any (:ids))")
                .param("organisation", organisation.value())
                .param("numbers", externalIds.toArray(String[]::new))
                .param("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query(People::read)
                .list();
    }

    /// Begins what someone is to the organisation.
    @Transactional
    public void engage(OrganisationId organisation, PersonId person, Engagement kind) {
        db.sql("""
                insert into people.engagement (id, organisation, person, kind, from_day)
                values (:id, :organisation, :person, :kind, :today)
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("kind", kind.name())
                .param("today", LocalDate.now(clock))
                .update();
    }

    /// Someone stands beside a participant.
    @Transactional
    public void relate(OrganisationId organisation, PersonId participant, PersonId relative, Relation relation) {
        db.sql("""
                insert into people.relation (participant, relative, organisation, relation, represents)
                values (:participant, :relative, :organisation, :relation, :represents)
                on conflict (participant, relative) do update
                set relation = excluded.relation, represents = excluded.represents
                """)
                .param("participant", participant.value())
                .param("relative", relative.value())
                .param("organisation", organisation.value())
                .param("relation", relation.name())
                .param("represents", relation == Relation.LEGAL_REPRESENTATIVE)
                .update();
    }

    /// Who stands beside this participant, and as what.
    @Transactional(readOnly = true)
    public Map<PersonId, Relation> listBeside(PersonId participant) {
        return db
                .sql("select relative, relation from people.relation where participant = :participant")
                .param("participant", participant.value())
                .query((rs, _) -> Map.entry(
                        new PersonId(rs.getObject("relative", UUID.class)),
                        Relation.valueOf(rs.getString("relation"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void write(Person person, String statement) {
        db.sql(statement)
                .param("id", person.id().value())
                .param("organisation", person.organisation().value())
                .param("externalId", person.externalId(), Types.VARCHAR)
                .param("givenName", person.givenName())
                .param("familyName", person.familyName())
                .param("email", person.email(), Types.VARCHAR)
                .param("phone", person.phone(), Types.VARCHAR)
                .param("postcode", person.postcode())
                .param("place", person.place())
                .param("address", person.address())
                .param("gender", person.gender().name())
                .param("languages", person.languages().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static Person read(ResultSet rs, int rowNumber) throws SQLException {
        var postcode = rs.getString("postcode");
        return new Person(
                new PersonId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                rs.getString("external_id"),
                rs.getString("given_name"),
                rs.getString("family_name"),
                rs.getString("email"),
                rs.getString("phone"),
                postcode == null ? "" : postcode,
                rs.getString("place"),
                rs.getString("address"),
                Gender.valueOf(rs.getString("gender")),
                languages((String[]) rs.getArray("languages").getArray()));
    }

    private static Set<Language> languages(String[] names) {
        return Arrays.stream(names).map(Language::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
