package nl.samenspel.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.Account;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.network.Organisation;
import nl.samenspel.network.Organisations;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Copy.Who;
import nl.samenspel.privacy.Register.Column;
import nl.samenspel.privacy.Register.DataClass;
import nl.samenspel.privacy.Register.Table;
import nl.samenspel.privacy.RightsRequest.Outcome;
import nl.samenspel.privacy.RightsRequest.Right;
import nl.samenspel.privacy.RightsRequest.Through;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// What people may ask of their data: a copy of everything, and anything else, with a date by which they are answered.
@Service
public class Rights {

    /// AVG article 12(3): an answer within a month; two more when it is much or hard, and then it is said why.
    static final int MONTHS = 1;

    static final int MONTHS_MORE = 2;

    /// Rows of a table that a page shows.
    private static final int NEWEST = 50;

    private static final int ALL = Integer.MAX_VALUE;

    private static final String RIGHTS_REQUEST = """
            select id, organisation, person, kind, through, words, asked_on, due_on, extended, done_on, outcome, answer
            from privacy.rights_request
            """;

    private final Rows rows;
    private final People people;
    private final Accounts accounts;
    private final Organisations organisations;
    private final JdbcClient db;
    private final JdbcClient jobs;
    private final Clock clock;

    Rights(
            Rows rows,
            People people,
            Accounts accounts,
            Organisations organisations,
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            Clock clock) {
        this.rows = rows;
        this.people = people;
        this.accounts = accounts;
        this.organisations = organisations;
        this.db = db;
        this.jobs = jobs;
        this.clock = clock;
    }

    // --- a copy ---

    /// Everything about the viewer, at every organisation.
    @Transactional(readOnly = true)
    public Copy copyOfMine() {
        return copy(mine(), ALL);
    }

    /// The newest of each table of what the viewer's copy holds: what has gone on for years has thousands of rows.
    @Transactional(readOnly = true)
    public Copy newestOfMine() {
        return copy(mine(), NEWEST);
    }

    private Subject mine() {
        var viewer = Viewer.current();
        var account = accounts.find(viewer.me());
        var addresses = Stream.concat(
                        account.flatMap(Account::mailAddress).stream(),
                        people.list(viewer.persons(), Purpose.RECORD).values().stream()
                                .map(Person::email)
                                .flatMap(Stream::ofNullable))
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> !accounts.isOfOthers(address, Set.of(viewer.me())))
                .collect(Collectors.toSet());
        return new Subject(withJoined(viewer.persons()), Set.of(viewer.me().value()), addresses);
    }

    /// Everything the viewer's organisation has of someone, to give to them. A look.
    @Transactional
    public Optional<Copy> copyOf(PersonId id) {
        return copyOf(id, ALL);
    }

    /// The newest of each table of it. A look.
    @Transactional
    public Optional<Copy> newestOf(PersonId id) {
        return copyOf(id, NEWEST);
    }

    private Optional<Copy> copyOf(PersonId id, int most) {
        return people.findOurs(id, Purpose.RECORD)
                .map(person -> copy(new Subject(withJoined(Set.of(id)), Set.of(), Set.of()), most));
    }

    /// Whoever looked at a record that was joined with this one, looked at this person.
    private Set<UUID> withJoined(Collection<PersonId> persons) {
        var ids = persons.stream().map(PersonId::value).collect(Collectors.toCollection(HashSet::new));
        ids.addAll(jobs.sql("select joined from privacy.joining where kept = any (:ids) and undone_at is null")
                .param("ids", ids.toArray(UUID[]::new))
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list());
        return ids;
    }

    /// @param most of each table
    private Copy copy(Subject subject, int most) {
        var found = rows.list(subject, most + 1L);
        var names = organisations.list().stream()
                .collect(Collectors.toMap(one -> one.id().value(), Organisation::name));
        var others = pattern(rows.listWhatTells(rows.listOthers(subject)), rows.listWhatTells(subject.persons()));
        var parts = new LinkedHashMap<Table, List<Map<Column, Object>>>();
        for (var row : found) {
            var told = new LinkedHashMap<Column, Object>();
            row.values().forEach((column, value) -> told.put(column, told(column, value, subject, names, others)));
            parts.computeIfAbsent(row.table(), _ -> new ArrayList<>()).add(told);
        }
        return new Copy(
                clock.instant(),
                parts.entrySet().stream()
                        .map(part -> part.getValue().size() > most
                                ? new Copy.Part(part.getKey(), part.getValue().subList(1, most + 1), false)
                                : new Copy.Part(part.getKey(), part.getValue(), true))
                        .toList());
    }

    private static Object told(
            Column column, Object value, Subject subject, Map<UUID, String> names, Optional<Pattern> others) {
        return switch (column.is()) {
            case PERSON -> subject.persons().contains(value) ? Who.SELF : Who.SOMEONE_ELSE;
            case ACCOUNT -> subject.accounts().contains(value) ? Who.SELF : Who.COLLEAGUE;
            case ORGANISATION -> value instanceof UUID id ? names.getOrDefault(id, "") : value;
            default ->
                value instanceof String text && others.isPresent() && mayTellOfOthers(column)
                        ? others.get().matcher(text).replaceAll(java.util.regex.Matcher.quoteReplacement(Copy.LEFT_OUT))
                        : value;
        };
    }

    private static boolean mayTellOfOthers(Column column) {
        return column.is() == DataClass.FREE_TEXT || column.is() == DataClass.NEED;
    }

    /// Whatever tells who others are, as whole words, except what the person themselves is called too.
    private static Optional<Pattern> pattern(Set<String> others, Set<String> own) {
        var words = others.stream()
                .filter(text -> own.stream().noneMatch(text::equalsIgnoreCase))
                .map(text -> "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])")
                .collect(Collectors.joining("|"));
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    // --- asking ---

    /// The viewer asks something about a record of their own. Asked twice, it is one request.
    @Transactional
    public boolean ask(PersonId own, Right right, String words) {
        var record = people.list(List.of(own), Purpose.RECORD).get(own);
        if (record == null || !Viewer.current().persons().contains(own)) {
            return false;
        }
        if (listMine().stream()
                .noneMatch(one -> one.person().equals(own) && one.right() == right && one.doneOn() == null)) {
            add(record.organisation(), own, right, Through.SCREEN, words, LocalDate.now(clock));
        }
        return true;
    }

    /// Someone asked by phone, mail or letter; staff write it down.
    @Transactional
    public boolean record(PersonId person, Right right, Through through, String words, LocalDate askedOn) {
        var record = people.findOurs(person, Purpose.RECORD);
        record.ifPresent(found -> add(found.organisation(), person, right, through, words, askedOn));
        return record.isPresent();
    }

    private void add(
            OrganisationId organisation,
            PersonId person,
            Right right,
            Through through,
            String words,
            LocalDate askedOn) {
        db.sql("""
                insert into privacy.rights_request
                    (id, organisation, person, kind, through, words, asked_on, due_on, recorded_by)
                values (:id, :organisation, :person, :kind, :through, :words, :askedOn, :dueOn, :by)
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", organisation.value())
                .param("person", person.value())
                .param("kind", right.name())
                .param("through", through.name())
                .param("words", words)
                .param("askedOn", askedOn)
                .param("dueOn", askedOn.plusMonths(MONTHS))
                .param("by", Viewer.current().me().value())
                .update();
    }

    /// What the viewer asked, the newest first.
    @Transactional(readOnly = true)
    public List<RightsRequest> listMine() {
        return db.sql(RIGHTS_REQUEST + "where person = any (:mine) order by asked_on desc, id")
                .param(
                        "mine",
                        Viewer.current().persons().stream().map(PersonId::value).toArray(UUID[]::new))
                .query(Rights::read)
                .list();
    }

    /// What was asked at the viewer's desk: what waits first, by date; then what is done.
    @Transactional(readOnly = true)
    public List<RightsRequest> list(int most) {
        return db.sql(RIGHTS_REQUEST + """
                where organisation = :organisation
                order by (done_on is not null), case when done_on is null then due_on end, done_on desc, id
                limit :most
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("most", most)
                .query(Rights::read)
                .list();
    }

    /// Answers it.
    ///
    /// @param answer what was said; a no always says why
    @Transactional
    public boolean answer(UUID id, Outcome outcome, String answer) {
        return db.sql("""
                update privacy.rights_request
                set done_on = greatest(asked_on, cast(:today as date)), outcome = :outcome, answer = :answer, done_by = :me
                where id = :id and organisation = :organisation and done_on is null
                """)
                        .param("today", LocalDate.now(clock))
                        .param("outcome", outcome.name())
                        .param("answer", answer)
                        .param("me", Viewer.current().me().value())
                        .param("id", id)
                        .param(
                                "organisation",
                                Viewer.current().myDesk().organisation().value())
                        .update()
                == 1;
    }

    /// Takes two months more, once, and says why.
    @Transactional
    public boolean extend(UUID id, String why) {
        return db.sql("""
                update privacy.rights_request
                set due_on = (asked_on + make_interval(months => :months))::date, extended = true, answer = :why
                where id = :id and organisation = :organisation and done_on is null and not extended
                """)
                        .param("months", MONTHS + MONTHS_MORE, Types.INTEGER)
                        .param("why", why)
                        .param("id", id)
                        .param(
                                "organisation",
                                Viewer.current().myDesk().organisation().value())
                        .update()
                == 1;
    }

    private static RightsRequest read(ResultSet rs, int rowNumber) throws SQLException {
        var outcome = rs.getString("outcome");
        return new RightsRequest(
                rs.getObject("id", UUID.class),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new PersonId(rs.getObject("person", UUID.class)),
                Right.valueOf(rs.getString("kind")),
                Through.valueOf(rs.getString("through")),
                rs.getString("words"),
                Objects.requireNonNull(rs.getObject("asked_on", LocalDate.class)),
                Objects.requireNonNull(rs.getObject("due_on", LocalDate.class)),
                rs.getBoolean("extended"),
                rs.getObject("done_on", LocalDate.class),
                outcome == null ? null : Outcome.valueOf(outcome),
                rs.getString("answer"));
    }
}
