package nl.samenspel.reimbursements;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.reimbursements.law.WorkCheck;
import nl.samenspel.reimbursements.law.WorkCheck.Answer;
import nl.samenspel.reimbursements.law.WorkCheck.Done;
import nl.samenspel.reimbursements.law.WorkCheck.Outcome;
import nl.samenspel.reimbursements.law.WorkCheck.Question;
import nl.samenspel.volunteers.Volunteers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to looking at the work itself: is it voluntary? At the start and once every calendar year.
@Service
public class WorkChecks {

    private final JdbcClient db;
    private final Volunteers volunteers;
    private final Clock clock;

    WorkChecks(JdbcClient db, Volunteers volunteers, Clock clock) {
        this.db = db;
        this.volunteers = volunteers;
        this.clock = clock;
    }

    /// One time that somebody looked.
    public record Looked(LocalDate on, WorkCheck check, Outcome outcome, String words, AccountId by) {}

    /// Keeps what was answered about the work of one of the desk's volunteers; nobody looks at their own. False when
    /// they are none of the desk's.
    @Transactional
    public boolean keep(PersonId person, WorkCheck check, String words) {
        var viewer = Viewer.current();
        var found = volunteers
                .find(person)
                .filter(one ->
                        viewer.organisation().filter(one.organisation()::equals).isPresent())
                .filter(one -> !viewer.persons().contains(one.person()));
        found.ifPresent(volunteer -> db.sql("""
                insert into reimbursements.work_check (id, organisation, volunteer, on_day, yes, unsure, outcome, words,
                    done_by, done_at)
                values (:id, :organisation, :volunteer, :today, :yes, :unsure, :outcome, :words, :by, :now)
                """)
                .param("id", UUID.randomUUID())
                .param("organisation", volunteer.organisation().value())
                .param("volunteer", person.value())
                .param("today", LocalDate.now(clock))
                .param("yes", names(check, Answer.YES))
                .param("unsure", names(check, Answer.UNSURE))
                .param("outcome", check.outcome().name())
                .param("words", words)
                .param("by", viewer.me().value())
                .param("now", Timestamp.from(clock.instant()))
                .update());
        return found.isPresent();
    }

    /// Every time that somebody looked at this one's work, the latest first.
    @Transactional(readOnly = true)
    public List<Looked> list(PersonId person) {
        return db.sql("""
                select on_day, yes, unsure, outcome, words, done_by from reimbursements.work_check
                where volunteer = :volunteer order by on_day desc, done_at desc
                """)
                .param("volunteer", person.value())
                .query((rs, _) -> {
                    var answers = new EnumMap<Question, Answer>(Question.class);
                    for (var question : Question.values()) {
                        answers.put(question, Answer.NO);
                    }
                    Arrays.stream((String[]) rs.getArray("yes").getArray())
                            .forEach(name -> answers.put(Question.valueOf(name), Answer.YES));
                    Arrays.stream((String[]) rs.getArray("unsure").getArray())
                            .forEach(name -> answers.put(Question.valueOf(name), Answer.UNSURE));
                    return new Looked(
                            Objects.requireNonNull(rs.getObject("on_day", LocalDate.class)),
                            new WorkCheck(answers),
                            Outcome.valueOf(rs.getString("outcome")),
                            rs.getString("words"),
                            new AccountId(rs.getObject("done_by", UUID.class)));
                })
                .list();
    }

    /// The outcomes, the earliest first.
    List<Done> listDone(PersonId person) {
        return list(person).reversed().stream()
                .map(looked -> new Done(looked.on(), looked.outcome()))
                .toList();
    }

    private static String[] names(WorkCheck check, Answer answer) {
        return Arrays.stream(Question.values())
                .filter(question -> check.answers().get(question) == answer)
                .map(Enum::name)
                .toArray(String[]::new);
    }
}
