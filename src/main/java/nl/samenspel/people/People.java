package nl.samenspel.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.audit.Looks;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.database.Pointers;
import nl.samenspel.people.LikelyDouble.Likeness;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.people.Person.Language;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.ApplicationEventPublisher;
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

    /// Many people as rows of one statement.
    private static final String WRITTEN = """
            unnest(:ids, :externalIds, :givenNames, :familyNames, :emails, :phones, :postcodes, :places, :addresses,
                   :genders, :languages)
                as t (id, external_id, given_name, family_name, email, phone, postcode, place, address, gender, languages)
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Looks looks;
    private final Pointers pointers;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    People(
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            Looks looks,
            Pointers pointers,
            ApplicationEventPublisher events,
            Clock clock) {
        this.db = db;
        this.jobs = jobs;
        this.looks = looks;
        this.pointers = pointers;
        this.events = events;
        this.clock = clock;
    }

    /// What someone is to an organisation.
    public enum Engagement {
        VOLUNTEER,
        TRAINEE,
        EMPLOYEE_VOLUNTEER,
        /// A job with a wage, in the place of a benefit.
        BASIC_JOB,
        SEMI_PAID,
        PROFESSIONAL;

        /// Whether they are paid for what they do here; then they are no volunteer here.
        public boolean isPaid() {
            return this == BASIC_JOB || this == SEMI_PAID || this == PROFESSIONAL;
        }
    }

    /// What someone was or is to the organisation, from and until these days; the last day no longer counts.
    public record Engaged(
            UUID id,
            PersonId person,
            Engagement kind,
            LocalDate from,
            @Nullable LocalDate until) {}

    /// Some of many people: those shown, by name, how many there are in all, and where all of them live who were asked
    /// about: the places, without the people.
    public record Page(List<Person> people, int total, List<String> places) {

        public Page {
            people = List.copyOf(people);
            places = List.copyOf(places);
        }
    }

    /// What choosing among many people needs of each; not enough to know someone by.
    public record Facts(
            PersonId id, String givenName, String familyName, String postcode, Gender gender, Set<Language> languages) {

        public Facts {
            languages = Set.copyOf(languages);
        }
    }

    /// Of a person, what counts when volunteers are chosen by a program and nobody looks: no name, no address.
    ///
    /// @param byOthers whether they agree today that other organisations may ask them
    public record Traits(PersonId id, String postcode, Gender gender, Set<Language> languages, boolean byOthers) {

        public Traits {
            languages = Set.copyOf(languages);
        }
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

    /// Keeps a changed record. Whoever has to know that they live elsewhere hears it in the same transaction.
    @Transactional
    public void change(Person person) {
        var before = db.sql("select postcode from people.person where id = :id and organisation = :organisation")
                .param("id", person.id().value())
                .param("organisation", person.organisation().value())
                .query((rs, _) -> rs.getString(1))
                .optional();
        write(person, """
                update people.person
                set external_id = :externalId, given_name = :givenName, family_name = :familyName, email = :email,
                    phone = :phone, postcode = :postcode, place = :place, address = :address, gender = :gender,
                    languages = :languages
                where id = :id and organisation = :organisation and cast(:now as timestamptz) is not null
                """);
        if (before.isPresent() && !before.get().equals(person.postcode())) {
            events.publishEvent(new LivesElsewhere(person.id(), person.organisation(), person.postcode()));
        }
    }

    /// The same for many people of one organisation: a list that comes in. Whoever brings it in has had all of them in
    /// hand, so that is a look.
    @Transactional
    public void addAll(OrganisationId organisation, Collection<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        write(organisation, people, """
                insert into people.person
                    (id, organisation, external_id, given_name, family_name, email, phone, postcode, place, address,
                     gender, languages, created_at)
                select id, :organisation, external_id, given_name, family_name, email, phone, postcode, place, address,
                       gender, string_to_array(languages, ' '), :now
                from %s
                """.formatted(WRITTEN));
        shown(people, Purpose.RECORD);
    }

    /// The same for many people of one organisation. A look, as [#addAll].
    @Transactional
    public void changeAll(OrganisationId organisation, Collection<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        var before = db
                .sql("select id, postcode from people.person where id = any (:ids) and organisation = :organisation")
                .param("ids", people.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .param("organisation", organisation.value())
                .query((rs, _) -> Map.entry(
                        new PersonId(rs.getObject("id", UUID.class)),
                        Objects.requireNonNullElse(rs.getString("postcode"), "")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        write(organisation, people, """
                update people.person p
                set external_id = t.external_id, given_name = t.given_name, family_name = t.family_name,
                    email = t.email, phone = t.phone, postcode = t.postcode, place = t.place, address = t.address,
                    gender = t.gender, languages = string_to_array(t.languages, ' ')
                from %s
                where p.id = t.id and p.organisation = :organisation and cast(:now as timestamptz) is not null
                """.formatted(WRITTEN));
        for (var person : people) {
            var was = before.get(person.id());
            if (was != null && !was.equals(person.postcode())) {
                events.publishEvent(new LivesElsewhere(person.id(), person.organisation(), person.postcode()));
            }
        }
        shown(people, Purpose.RECORD);
    }

    /// Takes records away again that a list brought, which is being undone; the database lets no other go, nor one on
    /// which something rests ([#countWhatRestsOn]). A look, as [#addAll]; what was logged of them stays.
    @Transactional
    public void removeAll(OrganisationId organisation, Collection<PersonId> people) {
        db.sql("delete from people.person where id = any (:ids) and organisation = :organisation")
                .param("ids", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("organisation", organisation.value())
                .update();
        looks.at(people.stream().collect(Collectors.toMap(Function.identity(), _ -> organisation)), Purpose.RECORD);
    }

    /// What in the whole house rests on these people: by `module.table.column`, in how many rows. Tells nothing of
    /// them, so it is no look; who is left out has nothing.
    public Map<PersonId, Map<String, Integer>> countWhatRestsOn(Collection<PersonId> people) {
        return pointers
                .count("people.person", people.stream().map(PersonId::value).toList())
                .entrySet()
                .stream()
                .collect(Collectors.toMap(one -> new PersonId(one.getKey()), Map.Entry::getValue));
    }

    /// Someone's record, if the viewer may see it.
    @Transactional
    public Optional<Person> find(PersonId id, Purpose purpose) {
        var person = db.sql(PERSON + "where id = :id")
                .param("id", id.value())
                .query(People::read)
                .optional();
        person.ifPresent(found -> shown(List.of(found), purpose));
        return person;
    }

    /// The record of somebody at the viewer's own organisation, where one decides about it: a partner's that is shared
    /// is not found.
    @Transactional
    public Optional<Person> findOurs(PersonId id, Purpose purpose) {
        return Optional.ofNullable(listOurs(List.of(id), purpose).get(id));
    }

    /// The records of these people at the viewer's own organisation. See [#findOurs].
    @Transactional
    public Map<PersonId, Person> listOurs(Collection<PersonId> ids, Purpose purpose) {
        var people = db
                .sql(PERSON + "where id = any (:ids) and organisation = access.my_organisation()")
                .param("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query(People::read)
                .list()
                .stream()
                .collect(Collectors.toMap(Person::id, Function.identity()));
        shown(people.values(), purpose);
        return people;
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
        shown(people.values(), purpose);
        return people;
    }

    /// People of the viewer's organisation whose name looks like this, at most [#most].
    @Transactional
    public List<Person> search(OrganisationId organisation, String name, int most, Purpose purpose) {
        var people = db.sql(PERSON + """
                where organisation = :organisation and forgotten_on is null
                  and lower(given_name || ' ' || family_name) like '%' || :name || '%'
                order by listed_as, id limit :most
                """)
                .param("organisation", organisation.value())
                .param("name", asPattern(name))
                .param("most", most)
                .query(People::read)
                .list();
        shown(people, purpose);
        return people;
    }

    /// People of the organisation whose name looks like this, for finding what is theirs. Tells nothing of them:
    /// whoever shows one of them logs that.
    @Transactional(readOnly = true)
    public List<PersonId> findByName(OrganisationId organisation, String name, int most) {
        return db.sql("""
                select id from people.person
                where organisation = :organisation
                  and lower(given_name || ' ' || family_name) like '%' || :name || '%'
                order by listed_as, id limit :most
                """)
                .param("organisation", organisation.value())
                .param("name", asPattern(name))
                .param("most", most)
                .query((rs, _) -> new PersonId(rs.getObject("id", UUID.class)))
                .list();
    }

    /// A page of these people, in the order of their names; only who is on it is looked at.
    ///
    /// @param name part of a name; empty is everyone
    /// @param place where they live; empty is everywhere
    @Transactional
    public Page listPage(Collection<PersonId> among, String name, String place, int skip, int most, Purpose purpose) {
        record Row(@Nullable Person person, int total, List<String> places) {}
        var rows = db.sql("""
                with known as materialized (
                    select id, place, given_name, family_name, listed_as from people.person
                    where id = any (:ids) and forgotten_on is null),
                named as materialized (
                    select id, listed_as from known
                    where (:name = '' or lower(given_name || ' ' || family_name) like '%' || :name || '%')
                      and (:place = '' or place = :place))
                select p.id, p.organisation, p.external_id, p.given_name, p.family_name, p.email, p.phone, p.postcode,
                       p.place, p.address, p.gender, p.languages, whole.total, whole.places
                from (select (select count(*) from named) as total,
                             array(select distinct place from known where place <> '' order by place) as places) whole
                left join (select id, listed_as from named order by listed_as, id offset :skip limit :most) n on true
                left join people.person p on p.id = n.id
                order by n.listed_as, n.id
                """)
                .param("ids", among.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("name", asPattern(name))
                .param("place", place)
                .param("skip", skip)
                .param("most", most)
                .query((rs, row) -> new Row(
                        rs.getObject("id") == null ? null : read(rs, row), rs.getInt("total"), List.of((String[])
                                rs.getArray("places").getArray())))
                .list();
        var people =
                rows.stream().flatMap(row -> Stream.ofNullable(row.person())).toList();
        shown(people, purpose);
        return new Page(people, rows.getFirst().total(), rows.getFirst().places());
    }

    /// What choosing among these people needs. Not a look: whoever shows one of them to somebody logs that.
    @Transactional(readOnly = true)
    public Map<PersonId, Facts> listFacts(Collection<PersonId> ids) {
        return db
                .sql("""
                        select id, given_name, family_name, postcode, gender, languages
                        from people.person where id = any (:ids)
                        """)
                .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> {
                    var postcode = rs.getString("postcode");
                    return new Facts(
                            new PersonId(rs.getObject("id", UUID.class)),
                            rs.getString("given_name"),
                            rs.getString("family_name"),
                            postcode == null ? "" : postcode,
                            Gender.valueOf(rs.getString("gender")),
                            languages((String[]) rs.getArray("languages").getArray()));
                })
                .stream()
                .collect(Collectors.toMap(Facts::id, Function.identity()));
    }

    /// The names of these people and nothing else of them, for a team leader: to whom the volunteers on
    /// their list come. Read with the jobs' role; the caller has first seen, as the viewer, that they
    /// are those. A look, as any.
    public Map<PersonId, String> listNamesForTeamLeader(Collection<PersonId> ids, Purpose purpose) {
        record Named(PersonId id, OrganisationId organisation, String name) {}
        var found = jobs.sql("""
                select id, organisation, trim(given_name || ' ' || family_name) as name
                from people.person where id = any (:ids)
                """)
                .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> new Named(
                        new PersonId(rs.getObject("id", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        rs.getString("name")))
                .list();
        looks.at(found.stream().collect(Collectors.toMap(Named::id, Named::organisation)), purpose);
        return found.stream().collect(Collectors.toMap(Named::id, Named::name));
    }

    /// What counts of these people, whosever they are. For a program that keeps only numbers of it: read with the jobs'
    /// role, not on anybody's behalf, and shown to nobody.
    public Map<PersonId, Traits> listTraits(Collection<PersonId> ids) {
        return jobs
                .sql("""
                        select id, postcode, gender, languages,
                               exists (select from people.consent c where c.person = p.id
                                   and c.purpose = 'BE_CALLED_ON_BY_OTHERS' and c.withdrawn_at is null) as by_others
                        from people.person p where id = any (:ids)
                        """)
                .param("ids", ids.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> {
                    var postcode = rs.getString("postcode");
                    return new Traits(
                            new PersonId(rs.getObject("id", UUID.class)),
                            postcode == null ? "" : postcode,
                            Gender.valueOf(rs.getString("gender")),
                            languages((String[]) rs.getArray("languages").getArray()),
                            rs.getBoolean("by_others"));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(Traits::id, Function.identity()));
    }

    /// Records that may be of one person: the same name, and the same postcode, phone or mail; or nearly the same name
    /// and the same phone or mail. It takes a while: all of an organisation's are read, with the jobs' role.
    /// Not a look: whoever shows two of them to somebody logs that.
    public List<LikelyDouble.Pair> findLikelyDoubles(OrganisationId organisation, int most) {
        return jobs.sql("""
                with known as materialized (
                    select id, given, left(given, 1) as initial, family, email, phone, postcode
                    from (select id, lower(regexp_replace(given_name, '\\W', '', 'g')) as given,
                                 lower(regexp_replace(family_name, '\\W', '', 'g')) as family,
                                 lower(email) as email, phone, left(postcode, 4) as postcode
                          from people.person where organisation = :organisation and forgotten_on is null) p),
                -- a join for each likeness: many people have the same family name, few the same number too
                found as (
                    select a.id as one, b.id as other from known a join known b using (family, initial, email)
                    where a.id < b.id
                    union
                    select a.id, b.id from known a join known b using (family, initial, phone) where a.id < b.id
                    union
                    select a.id, b.id from known a join known b using (family, given, postcode) where a.id < b.id),
                pair as (
                    select one, other, a.given = b.given as name,
                           coalesce(a.email = b.email, false) as email, coalesce(a.phone = b.phone, false) as phone,
                           coalesce(a.postcode = b.postcode, false) as postcode
                    from found join known a on a.id = one join known b on b.id = other)
                select one, other, name, email, phone, postcode from pair
                order by email::int + phone::int + postcode::int + name::int desc, one, other limit :most
                """)
                .param("organisation", organisation.value())
                .param("most", most)
                .query((rs, _) -> {
                    var likeness = EnumSet.noneOf(Likeness.class);
                    for (var one : Likeness.values()) {
                        if (rs.getBoolean(one.name().toLowerCase(Locale.ROOT))) {
                            likeness.add(one);
                        }
                    }
                    return new LikelyDouble.Pair(
                            new PersonId(rs.getObject("one", UUID.class)),
                            new PersonId(rs.getObject("other", UUID.class)),
                            likeness);
                })
                .list();
    }

    /// Who of these is not forgotten yet, and what forgetting them needs.
    ///
    /// @param database as the jobs' role, which sees all rows
    public Map<PersonId, Unforgotten> listUnforgotten(JdbcClient database, Collection<PersonId> persons) {
        return database
                .sql("select id, organisation, email from people.person where id = any (:ids) and forgotten_on is null")
                .param("ids", persons.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query((rs, _) -> Map.entry(
                        new PersonId(rs.getObject("id", UUID.class)),
                        new Unforgotten(
                                new OrganisationId(rs.getObject("organisation", UUID.class)), rs.getString("email"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// What forgetting someone needs to know of them.
    public record Unforgotten(
            OrganisationId organisation, @Nullable String email) {}

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
        return db.sql(PERSON
                        + "where organisation = :organisation and (external_id = any (:numbers) or id = any (:ids))")
                .param("organisation", organisation.value())
                .param("numbers", externalIds.toArray(String[]::new))
                .param("ids", ids.stream().map(PersonId::value).distinct().toArray(UUID[]::new))
                .query(People::read)
                .list();
    }

    /// Somebody as a list names them who has no number there.
    ///
    /// @param lastWord of their name, in small letters: `vries` of Jan de Vries
    /// @param postcode of four figures or all of it; empty where it is not said
    /// @param email empty where it is not said
    public record Called(String lastWord, String postcode, String email) {}

    /// The records that a list may mean which names people without a number: the last word of their name
    /// is the same, and so is their postcode or their mail address. Nothing of them is shown to anyone,
    /// so this is no look.
    @Transactional(readOnly = true)
    public List<Person> listToCompare(OrganisationId organisation, Collection<Called> called) {
        if (called.isEmpty()) {
            return List.of();
        }
        return db.sql(PERSON + """
                where organisation = :organisation and forgotten_on is null
                  and lower(regexp_replace(case when family_name = '' then given_name else family_name end, '^.*\\s', '')) = any (:words)
                  and exists (
                    select from unnest(:words, :postcodes, :emails) as t (word, postcode, email)
                    where t.word = lower(regexp_replace(
                              case when family_name = '' then given_name else family_name end, '^.*\\s', ''))
                      and (t.postcode <> '' and t.postcode in (person.postcode, left(person.postcode, 4))
                           or t.email <> '' and t.email = lower(person.email)))
                """)
                .param("organisation", organisation.value())
                .param("words", called.stream().map(Called::lastWord).toArray(String[]::new))
                .param("postcodes", called.stream().map(Called::postcode).toArray(String[]::new))
                .param("emails", called.stream().map(Called::email).toArray(String[]::new))
                .query(People::read)
                .list();
    }

    /// Begins what someone is to the organisation.
    @Transactional
    public void engage(OrganisationId organisation, PersonId person, Engagement kind) {
        engage(organisation, person, kind, LocalDate.now(clock));
    }

    /// The same for many: what each is, since their day.
    @Transactional
    public void engageAll(OrganisationId organisation, Map<PersonId, LocalDate> since, Engagement kind) {
        var people = List.copyOf(since.keySet());
        db.sql("""
                insert into people.engagement (id, organisation, person, kind, from_day)
                select gen_random_uuid(), :organisation, t.person, :kind,
                       least(cast(:today as date), greatest(t.since, before.until_day))
                from unnest(:persons, cast(:since as date[])) as t (person, since)
                left join (select person, max(until_day) as until_day from people.engagement
                           where person = any (:persons) group by person) before on before.person = t.person
                """)
                .param("organisation", organisation.value())
                .param("kind", kind.name())
                .param("today", LocalDate.now(clock))
                .param("persons", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param(
                        "since",
                        people.stream()
                                .map(one -> String.valueOf(since.get(one)))
                                .toArray(String[]::new))
                .update();
    }

    /// What these people are to the organisation was never so: a list that said it is being undone. The
    /// database lets no other go.
    @Transactional
    public void neverEngaged(OrganisationId organisation, Collection<PersonId> people, Engagement kind) {
        db.sql("""
                delete from people.engagement
                where person = any (:people) and organisation = :organisation and kind = :kind and until_day is null
                """)
                .param("people", people.stream().map(PersonId::value).toArray(UUID[]::new))
                .param("organisation", organisation.value())
                .param("kind", kind.name())
                .update();
    }

    /// Writes down what someone is to the organisation since an earlier day; not before what they were last ended.
    @Transactional
    public void engage(OrganisationId organisation, PersonId person, Engagement kind, LocalDate since) {
        db.sql("""
                insert into people.engagement (id, organisation, person, kind, from_day)
                values (:id, :organisation, :person, :kind, least(cast(:today as date), greatest(cast(:since as date),
                    (select max(until_day) from people.engagement where person = :person))))
                """)
                .param("since", since)
                .param("id", UUID.randomUUID())
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("kind", kind.name())
                .param("today", LocalDate.now(clock))
                .update();
    }

    /// What someone is to the organisation today.
    @Transactional(readOnly = true)
    public Set<Engagement> listEngagements(PersonId person) {
        return db
                .sql("select distinct kind from people.engagement where person = :person and until_day is null")
                .param("person", person.value())
                .query((rs, _) -> Engagement.valueOf(rs.getString("kind")))
                .stream()
                .collect(Collectors.toUnmodifiableSet());
    }

    /// What these people were and are to their organisation, the latest first.
    @Transactional(readOnly = true)
    public List<Engaged> listEngaged(Collection<PersonId> persons) {
        return db.sql("""
                select id, person, kind, from_day, until_day from people.engagement
                where person = any (:persons) order by from_day desc, id
                """)
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> new Engaged(
                        rs.getObject("id", UUID.class),
                        new PersonId(rs.getObject("person", UUID.class)),
                        Engagement.valueOf(rs.getString("kind")),
                        Objects.requireNonNull(rs.getObject("from_day", LocalDate.class)),
                        rs.getObject("until_day", LocalDate.class)))
                .list();
    }

    /// Ends what someone is to the organisation.
    @Transactional
    public void disengage(PersonId person, Engagement kind) {
        db.sql("""
                update people.engagement set until_day = greatest(from_day, cast(:today as date))
                where person = :person and kind = :kind and until_day is null
                """)
                .param("person", person.value())
                .param("kind", kind.name())
                .param("today", LocalDate.now(clock))
                .update();
    }

    /// What everyone is to their organisation today, for laws that are examined on a whole database.
    ///
    /// @param database as the jobs' role, which sees all rows
    public Map<PersonId, Set<Engagement>> listEngagements(JdbcClient database) {
        return database
                .sql("select person, kind from people.engagement where until_day is null")
                .query((rs, _) -> Map.entry(
                        new PersonId(rs.getObject("person", UUID.class)), Engagement.valueOf(rs.getString("kind"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toUnmodifiableSet())));
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
        return listBeside(List.of(participant)).getOrDefault(participant, Map.of());
    }

    /// The same for several participants; who has nobody beside them is left out.
    @Transactional(readOnly = true)
    public Map<PersonId, Map<PersonId, Relation>> listBeside(Collection<PersonId> participants) {
        record Beside(PersonId participant, PersonId relative, Relation relation) {}
        return db
                .sql("""
                        select participant, relative, relation from people.relation where participant = any (:participants)
                        """)
                .param(
                        "participants",
                        participants.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((rs, _) -> new Beside(
                        new PersonId(rs.getObject("participant", UUID.class)),
                        new PersonId(rs.getObject("relative", UUID.class)),
                        Relation.valueOf(rs.getString("relation"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Beside::participant, Collectors.toMap(Beside::relative, Beside::relation)));
    }

    private void shown(Collection<Person> people, Purpose purpose) {
        looks.at(people.stream().collect(Collectors.toMap(Person::id, Person::organisation)), purpose);
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
                .param(
                        "languages",
                        person.languages().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private void write(OrganisationId organisation, Collection<Person> people, String statement) {
        db.sql(statement)
                .param("organisation", organisation.value())
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", people.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .param("externalIds", texts(people, Person::externalId))
                .param("givenNames", texts(people, Person::givenName))
                .param("familyNames", texts(people, Person::familyName))
                .param("emails", texts(people, Person::email))
                .param("phones", texts(people, Person::phone))
                .param("postcodes", texts(people, Person::postcode))
                .param("places", texts(people, Person::place))
                .param("addresses", texts(people, Person::address))
                .param("genders", texts(people, one -> one.gender().name()))
                .param(
                        "languages",
                        texts(
                                people,
                                one -> one.languages().stream()
                                        .map(Enum::name)
                                        .sorted()
                                        .collect(Collectors.joining(" "))))
                .update();
    }

    private static @Nullable String[] texts(Collection<Person> people, Function<Person, @Nullable String> part) {
        var texts = new @Nullable String[people.size()];
        var at = 0;
        for (var person : people) {
            texts[at++] = part.apply(person);
        }
        return texts;
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

    private static String asPattern(String name) {
        return name.strip()
                .toLowerCase(Locale.ROOT)
                .replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_");
    }

    private static Set<Language> languages(String[] names) {
        return Arrays.stream(names).map(Language::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
