package nl.samenspel.volunteers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import nl.samenspel.access.BranchId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.network.CommitmentLength;
import nl.samenspel.network.DayParts;
import nl.samenspel.network.KindOfHelp;
import nl.samenspel.network.Qualification;
import nl.samenspel.people.Person.Gender;
import nl.samenspel.volunteers.Volunteer.Status;
import nl.samenspel.volunteers.Volunteers.Numbered;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class VolunteerStore {

    /// Trainings come along as text, one each, so that a list of volunteers stays one query.
    private static final String VOLUNTEER = """
            select person, organisation, branch, status, since, loves, likes, does, rather_not, day_parts,
                   radius_metres, available_from, comfortable_with, about_me, by_others_consent, longest, going_along,
                   vog_seen_on, vog_again_on, version, nth,
                   array(select concat_ws(' ', t.qualification, t.obtained_on, t.valid_until)
                         from volunteers.training t where t.person = v.person) as trainings
            from volunteers.volunteer v
            """;

    private final JdbcClient db;
    private final JdbcClient jobs;

    VolunteerStore(JdbcClient db, @Qualifier("jobs") JdbcClient jobs) {
        this.db = db;
        this.jobs = jobs;
    }

    void add(Volunteer volunteer, @Nullable UUID byOthersConsent) {
        write(volunteer, byOthersConsent, """
                insert into volunteers.volunteer
                    (person, organisation, branch, status, since, loves, likes, does, rather_not, day_parts,
                     radius_metres, available_from, comfortable_with, about_me, by_others_consent, longest, going_along,
                     vog_seen_on, vog_again_on, version)
                values (:person, :organisation, :branch, :status, :since, :loves, :likes, :does, :ratherNot, :dayParts,
                     :radius, :availableFrom, :comfortableWith, :aboutMe, :byOthersConsent, :longest, :goingAlong,
                     :vogSeenOn, :vogAgainOn, :version)
                """);
        addTrainings(volunteer);
    }

    /// Saves a change, unless someone else changed the row since this version was read. Returns whether it was saved.
    boolean replace(Volunteer volunteer, @Nullable UUID byOthersConsent) {
        return write(volunteer, byOthersConsent, """
                        update volunteers.volunteer
                        set branch = :branch, status = :status, since = :since, loves = :loves, likes = :likes,
                            does = :does, rather_not = :ratherNot, day_parts = :dayParts, radius_metres = :radius,
                            available_from = :availableFrom, comfortable_with = :comfortableWith, about_me = :aboutMe,
                            by_others_consent = :byOthersConsent, longest = :longest, going_along = :goingAlong,
                            vog_seen_on = :vogSeenOn,
                            vog_again_on = :vogAgainOn, version = version + 1
                        where person = :person and organisation = :organisation and version = :version
                        """) == 1;
    }

    void replaceTrainings(Volunteer volunteer) {
        db.sql("delete from volunteers.training where person = :person")
                .param("person", volunteer.person().value())
                .update();
        addTrainings(volunteer);
    }

    private void addTrainings(Volunteer volunteer) {
        for (var training : volunteer.trainings()) {
            db.sql("""
                    insert into volunteers.training (person, organisation, qualification, obtained_on, valid_until)
                    values (:person, :organisation, :what, :obtainedOn, :validUntil)
                    """)
                    .param("person", volunteer.person().value())
                    .param("organisation", volunteer.organisation().value())
                    .param("what", training.what().name())
                    .param("obtainedOn", training.obtainedOn())
                    .param("validUntil", training.validUntil(), Types.DATE)
                    .update();
        }
    }

    /// Many volunteers as rows of one statement. Who may ask them besides is not among it: that takes a consent.
    private static final String WRITTEN = """
            unnest(:persons, :branches, :statuses, cast(:since as date[]), :loves, :likes, :does, :ratherNot, :dayParts,
                   :radius, cast(:availableFrom as date[]), :comfortableWith, :aboutMe, :longest, :goingAlong,
                   cast(:vogSeenOn as date[]), cast(:vogAgainOn as date[]), :versions)
                as t (person, branch, status, since, loves, likes, does, rather_not, day_parts, radius_metres,
                      available_from, comfortable_with, about_me, longest, going_along, vog_seen_on, vog_again_on,
                      version)
            """;

    void addAll(OrganisationId organisation, List<Volunteer> volunteers) {
        write(organisation, volunteers, """
                insert into volunteers.volunteer
                    (person, organisation, branch, status, since, loves, likes, does, rather_not, day_parts,
                     radius_metres, available_from, comfortable_with, about_me, longest, going_along, vog_seen_on,
                     vog_again_on, version)
                select person, :organisation, branch, status, since, loves, likes, does, rather_not, day_parts,
                       radius_metres, available_from, string_to_array(comfortable_with, ' '), about_me, longest,
                       going_along, vog_seen_on, vog_again_on, version
                from %s
                """.formatted(WRITTEN));
        addTrainings(organisation, volunteers);
    }

    /// Saves changes to volunteers who are held ([#holdAll]), but not who may ask them besides.
    void replaceAll(OrganisationId organisation, List<Volunteer> volunteers) {
        write(organisation, volunteers, """
                update volunteers.volunteer v
                set branch = t.branch, status = t.status, since = t.since, loves = t.loves, likes = t.likes,
                    does = t.does, rather_not = t.rather_not, day_parts = t.day_parts, radius_metres = t.radius_metres,
                    available_from = t.available_from, comfortable_with = string_to_array(t.comfortable_with, ' '),
                    about_me = t.about_me, longest = t.longest, going_along = t.going_along,
                    vog_seen_on = t.vog_seen_on, vog_again_on = t.vog_again_on, version = t.version + 1
                from %s
                where v.person = t.person and v.organisation = :organisation and v.version = t.version
                """.formatted(WRITTEN));
    }

    void replaceTrainings(OrganisationId organisation, List<Volunteer> volunteers) {
        db.sql("delete from volunteers.training where person = any (:persons)")
                .param(
                        "persons",
                        volunteers.stream().map(one -> one.person().value()).toArray(UUID[]::new))
                .update();
        addTrainings(organisation, volunteers);
    }

    void removeAll(OrganisationId organisation, Collection<PersonId> persons) {
        for (var table : List.of("training", "volunteer")) {
            db.sql("delete from volunteers.%s where person = any (:persons) and organisation = :organisation"
                            .formatted(table))
                    .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                    .param("organisation", organisation.value())
                    .update();
        }
    }

    private void addTrainings(OrganisationId organisation, List<Volunteer> volunteers) {
        record Row(UUID person, Training training) {}
        var rows = volunteers.stream()
                .flatMap(one -> one.trainings().stream()
                        .map(training -> new Row(one.person().value(), training)))
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        db.sql("""
                insert into volunteers.training (person, organisation, qualification, obtained_on, valid_until)
                select person, :organisation, what, obtained_on, valid_until
                from unnest(:persons, :what, cast(:obtainedOn as date[]), cast(:validUntil as date[]))
                    as t (person, what, obtained_on, valid_until)
                """)
                .param("organisation", organisation.value())
                .param("persons", rows.stream().map(Row::person).toArray(UUID[]::new))
                .param(
                        "what",
                        rows.stream().map(row -> row.training().what().name()).toArray(String[]::new))
                .param(
                        "obtainedOn",
                        rows.stream()
                                .map(row -> row.training().obtainedOn().toString())
                                .toArray(String[]::new))
                .param(
                        "validUntil",
                        rows.stream()
                                .map(row -> day(row.training().validUntil()))
                                .toArray(String[]::new))
                .update();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private void write(OrganisationId organisation, List<Volunteer> volunteers, String statement) {
        db.sql(statement)
                .param("organisation", organisation.value())
                .param("persons", each(volunteers, one -> one.person().value(), UUID[]::new))
                .param("branches", each(volunteers, one -> one.branch().value(), UUID[]::new))
                .param("statuses", each(volunteers, one -> one.status().name(), String[]::new))
                .param("since", each(volunteers, one -> day(one.since()), String[]::new))
                .param("loves", each(volunteers, one -> bits(one.offer().loves()), Long[]::new))
                .param("likes", each(volunteers, one -> bits(one.offer().likes()), Long[]::new))
                .param("does", each(volunteers, one -> bits(one.offer().does()), Long[]::new))
                .param("ratherNot", each(volunteers, one -> bits(one.offer().ratherNot()), Long[]::new))
                .param(
                        "dayParts",
                        each(volunteers, one -> one.offer().dayParts().mask(), Integer[]::new))
                .param("radius", each(volunteers, one -> one.offer().radiusMetres(), Integer[]::new))
                .param("availableFrom", each(volunteers, one -> day(one.offer().availableFrom()), String[]::new))
                .param(
                        "comfortableWith",
                        each(
                                volunteers,
                                one -> String.join(" ", names(one.offer().comfortableWith())),
                                String[]::new))
                .param("aboutMe", each(volunteers, one -> one.offer().aboutMe(), String[]::new))
                .param("longest", each(volunteers, one -> one.offer().longest().name(), String[]::new))
                .param(
                        "goingAlong",
                        each(volunteers, one -> one.offer().goingAlong().name(), String[]::new))
                .param(
                        "vogSeenOn",
                        each(
                                volunteers,
                                one -> one.vog() == null ? null : day(one.vog().seenOn()),
                                String[]::new))
                .param(
                        "vogAgainOn",
                        each(
                                volunteers,
                                one -> one.vog() == null ? null : day(one.vog().againOn()),
                                String[]::new))
                .param("versions", each(volunteers, Volunteer::version, Integer[]::new))
                .update();
    }

    private static <T extends @Nullable Object> @Nullable T[] each(
            List<Volunteer> volunteers, Function<Volunteer, @Nullable T> part, IntFunction<@Nullable T[]> array) {
        return volunteers.stream().map(part).toArray(array);
    }

    /// Lets nobody else change these volunteers until the transaction ends.
    List<Volunteer> holdAll(Collection<PersonId> persons) {
        db.sql("select person from volunteers.volunteer where person = any (:persons) order by person for update")
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query((_, _) -> true)
                .list();
        return list(persons);
    }

    /// Lets nobody else change this volunteer until the transaction ends.
    Optional<Volunteer> hold(PersonId person) {
        db.sql("select person from volunteers.volunteer where person = :person for update")
                .param("person", person.value())
                .query((_, _) -> true)
                .optional();
        return find(person);
    }

    Optional<Volunteer> find(PersonId person) {
        return list(List.of(person)).stream().findFirst();
    }

    void forgetByOthersConsent(UUID consent) {
        db.sql("update volunteers.volunteer set by_others_consent = null where by_others_consent = :consent")
                .param("consent", consent)
                .update();
    }

    Optional<UUID> findByOthersConsent(PersonId person) {
        return db.sql("select by_others_consent from volunteers.volunteer where person = :person")
                .param("person", person.value())
                .query((rs, _) -> Optional.ofNullable(rs.getObject(1, UUID.class)))
                .optional()
                .flatMap(consent -> consent);
    }

    List<Volunteer> list(Collection<PersonId> persons) {
        return db.sql(VOLUNTEER + "where person = any (:persons) order by nth")
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(VolunteerStore::read)
                .list();
    }

    List<Volunteer> list(OrganisationId organisation, Set<Status> statuses) {
        return db.sql(VOLUNTEER + "where organisation = :organisation and status = any (:statuses) order by nth")
                .param("organisation", organisation.value())
                .param("statuses", names(statuses))
                .query(VolunteerStore::read)
                .list();
    }

    /// Whosever volunteers they are: those with the next numbers.
    List<Numbered> listNumbered(int after, int most) {
        return jobs.sql(VOLUNTEER + "where nth > :after order by nth limit :most")
                .param("after", after)
                .param("most", most)
                .query(VolunteerStore::readNumbered)
                .list();
    }

    /// Whosever volunteers they are: these.
    List<Numbered> listNumbered(Collection<PersonId> persons) {
        return jobs.sql(VOLUNTEER + "where person = any (:persons) order by nth")
                .param("persons", persons.stream().map(PersonId::value).toArray(UUID[]::new))
                .query(VolunteerStore::readNumbered)
                .list();
    }

    private static Numbered readNumbered(ResultSet rs, int rowNumber) throws SQLException {
        return new Numbered(rs.getInt("nth"), read(rs, rowNumber));
    }

    /// Who they are, and no more.
    Set<PersonId> listPersons(OrganisationId organisation, Set<Status> statuses, @Nullable KindOfHelp kind) {
        return db
                .sql("""
                        select person from volunteers.volunteer
                        where organisation = :organisation and status = any (:statuses)
                          and (:kind = 0 or (loves | likes | does) & :kind <> 0)
                        """)
                .param("organisation", organisation.value())
                .param("statuses", names(statuses))
                .param("kind", kind == null ? 0L : kind.bit())
                .query((rs, _) -> new PersonId(rs.getObject("person", UUID.class)))
                .stream()
                .collect(Collectors.toSet());
    }

    /// How many there are at a branch who have not left.
    int countAt(BranchId branch) {
        return db.sql("select count(*) from volunteers.volunteer where branch = :branch and status <> 'LEFT'")
                .param("branch", branch.value())
                .query(Integer.class)
                .single();
    }

    /// All of a branch go to another, those who left too: they may come back.
    void moveAll(BranchId from, BranchId to) {
        db.sql("update volunteers.volunteer set branch = :to, version = version + 1 where branch = :from")
                .param("to", to.value())
                .param("from", from.value())
                .update();
    }

    int count(OrganisationId organisation, Status status) {
        return db.sql("""
                select count(*) from volunteers.volunteer where organisation = :organisation and status = :status
                """)
                .param("organisation", organisation.value())
                .param("status", status.name())
                .query((rs, _) -> rs.getInt(1))
                .single();
    }

    private int write(Volunteer volunteer, @Nullable UUID byOthersConsent, String statement) {
        var offer = volunteer.offer();
        var vog = volunteer.vog();
        return db.sql(statement)
                .param("person", volunteer.person().value())
                .param("organisation", volunteer.organisation().value())
                .param("branch", volunteer.branch().value())
                .param("status", volunteer.status().name())
                .param("since", volunteer.since())
                .param("loves", bits(offer.loves()))
                .param("likes", bits(offer.likes()))
                .param("does", bits(offer.does()))
                .param("ratherNot", bits(offer.ratherNot()))
                .param("dayParts", offer.dayParts().mask())
                .param("radius", offer.radiusMetres())
                .param("availableFrom", offer.availableFrom(), Types.DATE)
                .param("comfortableWith", names(offer.comfortableWith()))
                .param("aboutMe", offer.aboutMe())
                .param("byOthersConsent", byOthersConsent, Types.OTHER)
                .param("longest", offer.longest().name())
                .param("goingAlong", offer.goingAlong().name())
                .param("vogSeenOn", vog == null ? null : vog.seenOn(), Types.DATE)
                .param("vogAgainOn", vog == null ? null : vog.againOn(), Types.DATE)
                .param("version", volunteer.version())
                .update();
    }

    private static Volunteer read(ResultSet rs, int rowNumber) throws SQLException {
        var vogSeenOn = rs.getObject("vog_seen_on", LocalDate.class);
        var vogAgainOn = rs.getObject("vog_again_on", LocalDate.class);
        return new Volunteer(
                new PersonId(rs.getObject("person", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new BranchId(rs.getObject("branch", UUID.class)),
                Status.valueOf(rs.getString("status")),
                rs.getObject("since", LocalDate.class),
                new Offer(
                        kinds(rs.getLong("loves")),
                        kinds(rs.getLong("likes")),
                        kinds(rs.getLong("does")),
                        kinds(rs.getLong("rather_not")),
                        new DayParts(rs.getInt("day_parts")),
                        rs.getInt("radius_metres"),
                        rs.getObject("available_from", LocalDate.class),
                        texts(rs, "comfortable_with").stream()
                                .map(Gender::valueOf)
                                .collect(Collectors.toSet()),
                        rs.getString("about_me"),
                        rs.getObject("by_others_consent") != null,
                        CommitmentLength.valueOf(rs.getString("longest")),
                        GoingAlong.valueOf(rs.getString("going_along"))),
                vogSeenOn == null || vogAgainOn == null ? null : new Vog(vogSeenOn, vogAgainOn),
                texts(rs, "trainings").stream().map(VolunteerStore::training).toList(),
                rs.getInt("version"));
    }

    /// Who does this kind of help at these branches. As the jobs' role: they are counted, and nobody sees who they are.
    Map<OrganisationId, Integer> countActive() {
        return jobs
                .sql(
                        "select organisation, count(*) as volunteers from volunteers.volunteer where status = 'ACTIVE' group by 1")
                .query((rs, _) -> Map.entry(
                        new OrganisationId(rs.getObject("organisation", UUID.class)), rs.getInt("volunteers")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Map<BranchId, List<PersonId>> listDoing(Collection<BranchId> branches, KindOfHelp kind, LocalDate today) {
        return jobs
                .sql("""
                        select branch, person from volunteers.volunteer
                        where branch = any (:branches) and status = 'ACTIVE' and (loves | likes | does) & :kind <> 0
                          and (available_from is null or available_from <= :today)
                        """)
                .param("branches", branches.stream().map(BranchId::value).toArray(UUID[]::new))
                .param("kind", kind.bit())
                .param("today", today)
                .query((rs, _) -> Map.entry(
                        new BranchId(rs.getObject("branch", UUID.class)),
                        new PersonId(rs.getObject("person", UUID.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Training training(String text) {
        var parts = text.split(" ", -1);
        return new Training(
                Qualification.valueOf(parts[0]),
                LocalDate.parse(parts[1]),
                parts.length > 2 ? LocalDate.parse(parts[2]) : null);
    }

    private static List<String> texts(ResultSet rs, String column) throws SQLException {
        return List.of((String[]) rs.getArray(column).getArray());
    }

    private static String[] names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toArray(String[]::new);
    }

    private static long bits(Set<KindOfHelp> kinds) {
        return kinds.stream().mapToLong(KindOfHelp::bit).reduce(0, (a, b) -> a | b);
    }

    private static Set<KindOfHelp> kinds(long bits) {
        return Arrays.stream(KindOfHelp.values())
                .filter(kind -> (bits & kind.bit()) != 0)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(KindOfHelp.class)));
    }
}
