package nl.samenspel.bench;

import java.nio.file.Path;

/// Puts seven years of hours and check-ins before the three that a demo at the size of the country begins with: the
/// same hours and answers, three, six and nine years earlier. Rules are not asked, as they would find no match then; so
/// it is for measuring only.
final class TenYears {

    private TenYears() {}

    public static void main(String[] args) throws Exception {
        var data = Path.of(args[0]);
        try (var db = Installation.connect(data, "postgres", "superuser");
                var statement = db.createStatement()) {
            statement.execute("set session_replication_role = replica");
            for (var years = 3; years <= 9; years += 3) {
                var hours = statement.executeUpdate("""
                        insert into visits.visit (id, match, organisation, branch, volunteer, participant, day, nth, kind,
                                                  came, minutes, why, words, told_by, told_at, told_on, by_phone)
                        select gen_random_uuid(), match, organisation, branch, volunteer, participant,
                               (day - make_interval(years => %1$d))::date, nth, kind, came, minutes, why, words, told_by,
                               told_at - make_interval(years => %1$d), (told_on - make_interval(years => %1$d))::date, by_phone
                        from visits.visit
                        where day > current_date - interval '3 years' and day > current_date - make_interval(years => 10 - %1$d)
                        on conflict do nothing
                        """.formatted(years));
                var answers = statement.executeUpdate("""
                        insert into matches.check_in (id, match, organisation, branch, person, side, moment, state, due_on,
                                                      asked_on, reminded_on, answered_at, answered_by, by_phone, together,
                                                      self, go_on)
                        select gen_random_uuid(), match, organisation, branch, person, side, moment, state,
                               (due_on - make_interval(years => %1$d))::date, (asked_on - make_interval(years => %1$d))::date,
                               (reminded_on - make_interval(years => %1$d))::date,
                               answered_at - make_interval(years => %1$d), answered_by, by_phone, together, self, go_on
                        from matches.check_in
                        where state = 'ANSWERED' and answered_at > current_date - interval '3 years'
                              and answered_at > current_date - make_interval(years => 10 - %1$d)
                        """.formatted(years));
                System.out.printf("%d years earlier: %,d hours, %,d check-ins%n", years, hours, answers);
            }
            statement.execute("vacuum analyze visits.visit");
            statement.execute("vacuum analyze matches.check_in");
        }
    }
}
