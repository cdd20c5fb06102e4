package nl.samenspel.privacy;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.Accounts;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.audit.Looks.Purpose;
import nl.samenspel.people.People;
import nl.samenspel.people.Person;
import nl.samenspel.privacy.Erasure.Outcome;
import nl.samenspel.privacy.Register.Forget;
import nl.samenspel.privacy.Register.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// Forgets someone (AVG article 17): shown first, confirmed by a second colleague, then gone everywhere.
///
/// What is left is a row without a name, so that counts stay, and what the law keeps, which points at a number that
/// is nobody's any more.
@Service
public class Forgetting {

    /// Where there is no second colleague, time is the second pair of eyes.
    static final int DAYS_ALONE = 7;

    private final Rows rows;
    private final ErasureList list;
    private final People people;
    private final Accounts accounts;
    private final JdbcClient db;
    private final JdbcClient jobs;
    private final TransactionTemplate asJobs;
    private final Clock clock;

    Forgetting(
            Rows rows,
            ErasureList list,
            People people,
            Accounts accounts,
            JdbcClient db,
            @Qualifier("jobs") JdbcClient jobs,
            @Qualifier("jobs") TransactionTemplate asJobs,
            Clock clock) {
        this.rows = rows;
        this.list = list;
        this.people = people;
        this.accounts = accounts;
        this.db = db;
        this.jobs = jobs;
        this.asJobs = asJobs;
        this.clock = clock;
    }

    /// What would happen, before it does.
    ///
    /// @param goes tables of which rows go
    /// @param blanked tables of which rows stay for counts, without anything of them
    /// @param stays what is kept, and why
    /// @param running what has to be rounded off first
    /// @param notBefore set where nobody else can confirm
    public record Preview(
            Person person,
            List<Part> goes,
            List<Part> blanked,
            List<Part> stays,
            List<StillRuns> running,
            @Nullable LocalDate notBefore) {}

    /// Rows of a table. `why` is a message `privacy.hold.<WHY>`.
    public record Part(Table table, long rows, @Nullable String why) {}

    /// Something that still runs, and where to round it off.
    public record StillRuns(Table table, @Nullable String page) {}

    /// Who was to be forgotten again after a restore, and what became of it.
    public record Again(int wanted, int forgotten, int already, int stillRunning) {}

    /// Shows what would go and what would stay. A look at the person.
    @Transactional
    public Optional<Preview> preview(PersonId id) {
        return people.findOurs(id, Purpose.RECORD).map(person -> {
            var counts = rows.count(subject(id, person.email()), _ -> true);
            return new Preview(
                    person,
                    parts(counts, Forget.DELETE),
                    parts(counts, Forget.BLANK),
                    parts(counts, Forget.KEEP),
                    rows.listRunning(id.value()).stream()
                            .map(row -> new StillRuns(row.table(), row.page()))
                            .toList(),
                    aloneUntil(person.organisation()));
        });
    }

    private static List<Part> parts(List<Rows.Count> counts, Forget how) {
        return counts.stream()
                .filter(count -> count.slot().forget() == how)
                .collect(Collectors.groupingBy(
                        count -> count.table(), java.util.LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(one -> new Part(
                        one.getKey(),
                        one.getValue().stream()
                                .mapToLong(Rows.Count::rows)
                                .max()
                                .orElse(0),
                        one.getValue().getFirst().slot().why()))
                .toList();
    }

    /// Prepares it. Nothing happens yet.
    @Transactional
    public Outcome ask(PersonId id) {
        var person = people.findOurs(id, Purpose.RECORD);
        if (person.isEmpty()) {
            return new Outcome.NotThere();
        }
        if (!rows.listRunning(id.value()).isEmpty()) {
            return new Outcome.StillRuns();
        }
        var waiting = listWaiting().stream()
                .filter(erasure -> erasure.person().equals(id))
                .findFirst();
        if (waiting.isPresent()) {
            return new Outcome.Waits(waiting.get());
        }
        var erasure = new Erasure(
                ErasureId.next(),
                id,
                Viewer.current().me(),
                clock.instant(),
                aloneUntil(person.get().organisation()),
                null,
                null);
        try {
            db.sql("""
                    insert into privacy.erasure (id, organisation, person, asked_by, asked_at, not_before)
                    values (:id, :organisation, :person, :by, :at, :notBefore)
                    """)
                    .param("id", erasure.id().value())
                    .param("organisation", person.get().organisation().value())
                    .param("person", id.value())
                    .param("by", erasure.askedBy().value())
                    .param("at", Timestamp.from(erasure.askedAt()))
                    .param("notBefore", erasure.notBefore(), java.sql.Types.DATE)
                    .update();
        } catch (DuplicateKeyException _) {
            return new Outcome.NotByYou();
        }
        return new Outcome.Waits(erasure);
    }

    private @Nullable LocalDate aloneUntil(OrganisationId organisation) {
        return accounts.countStaff(organisation) > 1 ? null : today().plusDays(DAYS_ALONE);
    }

    /// What waits for a second pair of eyes, at the viewer's desk.
    @Transactional(readOnly = true)
    public List<Erasure> listWaiting() {
        return db.sql("""
                select id, person, asked_by, asked_at, not_before, confirmed_by, done_at from privacy.erasure
                where organisation = :organisation and done_at is null and stopped_at is null order by asked_at
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .query(Forgetting::read)
                .list();
    }

    /// Who was forgotten lately, by number only.
    @Transactional(readOnly = true)
    public List<Erasure> listDone(int most) {
        return db.sql("""
                select id, person, asked_by, asked_at, not_before, confirmed_by, done_at from privacy.erasure
                where organisation = :organisation and done_at is not null order by done_at desc limit :most
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("most", most)
                .query(Forgetting::read)
                .list();
    }

    /// Whether the viewer may confirm it now: a second colleague, or after the wait.
    public boolean mayConfirm(Erasure erasure) {
        return !erasure.askedBy().equals(Viewer.current().me())
                || (erasure.notBefore() != null && !erasure.notBefore().isAfter(today()));
    }

    /// Does it, for good.
    public Outcome confirm(ErasureId id) {
        var waiting = find(id);
        if (waiting.isEmpty()) {
            return new Outcome.NotThere();
        }
        var erasure = waiting.get();
        if (!mayConfirm(erasure)) {
            return new Outcome.NotByYou();
        }
        if (!rows.listRunning(erasure.person().value()).isEmpty()) {
            return new Outcome.StillRuns();
        }
        var me = Viewer.current().me();
        var done = Boolean.TRUE.equals(asJobs.execute(_ -> {
            var ours = jobs.sql("""
                    update privacy.erasure set confirmed_by = :me, done_at = :now
                    where id = :id and done_at is null and stopped_at is null
                    """)
                    .param("me", me.value())
                    .param("now", Timestamp.from(clock.instant()))
                    .param("id", id.value())
                    .update();
            if (ours == 1) {
                jobs.sql("""
                        update privacy.rights_request set done_on = :today, outcome = 'DONE', done_by = :me
                        where person = :person and kind = 'FORGET' and done_on is null
                        """)
                        .param("today", today())
                        .param("me", me.value())
                        .param("person", erasure.person().value())
                        .update();
            }
            return ours == 1 && forget(erasure.person(), "ASKED");
        }));
        if (!done) {
            return new Outcome.NotThere();
        }
        list.add(List.of(erasure.person().value()));
        return new Outcome.Forgotten();
    }

    /// Leaves everything as it is.
    @Transactional
    public boolean stop(ErasureId id) {
        return db.sql("""
                update privacy.erasure set stopped_at = :now where id = :id and done_at is null and stopped_at is null
                """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id.value())
                        .update()
                == 1;
    }

    /// At the viewer's desk. As the jobs' role: the step that follows is one transaction of that role.
    private Optional<Erasure> find(ErasureId id) {
        return jobs.sql("""
                select id, person, asked_by, asked_at, not_before, confirmed_by, done_at from privacy.erasure
                where id = :id and organisation = :organisation and done_at is null and stopped_at is null
                """)
                .param("id", id.value())
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .query(Forgetting::read)
                .optional();
    }

    // --- forgetting itself ---

    /// The record is no longer needed.
    boolean forgetInTime(PersonId person) {
        var done = Boolean.TRUE.equals(asJobs.execute(_ -> forget(person, "NO_LONGER_NEEDED")));
        if (done) {
            list.add(List.of(person.value()));
        }
        return done;
    }

    /// After a restore: forgets once more whom this list names. What still ran at the time of the backup is blanked
    /// too; its row stays, for the desk to end.
    ///
    /// @param file the list; null: the one in the data folder
    public Again forgetAgain(@Nullable Path file) {
        return forgetAgain(ErasureList.read(file == null ? list.file() : file).stream()
                .map(PersonId::new)
                .toList());
    }

    Again forgetAgain(Collection<PersonId> persons) {
        var known = people.listUnforgotten(jobs, persons);
        var running = 0;
        for (var person : known.keySet()) {
            if (!rows.listRunning(person.value()).isEmpty()) {
                running++;
            }
            asJobs.executeWithoutResult(_ -> forget(person, "ASKED"));
        }
        list.add(persons.stream().map(PersonId::value).toList());
        var wanted = new HashSet<>(persons).size();
        return new Again(wanted, known.size(), wanted - known.size(), running);
    }

    /// All who were forgotten here, written once more where the file misses some.
    void keepList() {
        list.add(jobs.sql("select person from privacy.forgotten order by at")
                .query((rs, _) -> rs.getObject(1, UUID.class))
                .list());
    }

    private boolean forget(PersonId person, String why) {
        var known = people.listUnforgotten(jobs, List.of(person)).get(person);
        if (known == null) {
            return false;
        }
        var subject = subject(person, known.email());
        rows.forget(subject, today());
        jobs.sql("""
                insert into privacy.forgotten (person, organisation, account, at, why)
                values (:person, :organisation, :account, :at, :why)
                on conflict (person) do nothing
                """)
                .param("person", person.value())
                .param("organisation", known.organisation().value())
                .param("account", subject.accounts().stream().findFirst().orElse(null), java.sql.Types.OTHER)
                .param("at", Timestamp.from(clock.instant()))
                .param("why", why)
                .update();
        return true;
    }

    /// With the account, when it is this person's only; and the addresses that are then nobody's.
    private Subject subject(PersonId person, @Nullable String email) {
        var leaving = accounts.leavingWith(person);
        var addresses = Stream.concat(leaving.addresses().stream(), Stream.ofNullable(email))
                .map(address -> address.toLowerCase(java.util.Locale.ROOT))
                .filter(address -> !accounts.isOfOthers(address, leaving.accounts()))
                .collect(Collectors.toSet());
        return new Subject(
                java.util.Set.of(person.value()),
                leaving.accounts().stream().map(AccountId::value).collect(Collectors.toSet()),
                addresses);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }

    private static Erasure read(ResultSet rs, int rowNumber) throws SQLException {
        var confirmedBy = rs.getObject("confirmed_by", UUID.class);
        var doneAt = rs.getTimestamp("done_at");
        return new Erasure(
                new ErasureId(rs.getObject("id", UUID.class)),
                new PersonId(rs.getObject("person", UUID.class)),
                new AccountId(rs.getObject("asked_by", UUID.class)),
                Objects.requireNonNull(rs.getTimestamp("asked_at")).toInstant(),
                rs.getObject("not_before", LocalDate.class),
                confirmedBy == null ? null : new AccountId(confirmedBy),
                doneAt == null ? null : doneAt.toInstant());
    }
}
