package nl.samenspel.reimbursements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.law.Cents;
import nl.samenspel.reimbursements.law.Elsewhere;
import nl.samenspel.reimbursements.law.Ledger;
import nl.samenspel.reimbursements.law.Regime;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Keeps volunteers' years, whom to pay, and how organisations do it.
@Repository
class BookStore {

    private static final String BOOK = """
            select volunteer, year, organisation, regime, why, per_hour, elsewhere_month, elsewhere_year
            from reimbursements.book
            """;

    private final JdbcClient db;

    BookStore(JdbcClient db) {
        this.db = db;
    }

    /// Opens a year, unless it is open already.
    void open(Book book, AccountId by, Instant now) {
        db.sql("""
                insert into reimbursements.book (volunteer, year, organisation, regime, why, per_hour, elsewhere_month,
                    elsewhere_year, decided_by, decided_at)
                values (:volunteer, :year, :organisation, :regime, :why, :perHour, :month, :inYear, :by, :now)
                on conflict (volunteer, year) do nothing
                """)
                .param("volunteer", book.volunteer().value())
                .param("year", book.year())
                .param("organisation", book.organisation().value())
                .param("regime", book.regime().name())
                .param("why", book.why())
                .param("perHour", book.perHour() == null ? null : book.perHour().value(), Types.BIGINT)
                .param("month", book.elsewhereMonth().value())
                .param("inYear", book.elsewhereYear().value())
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    void change(Book book, AccountId by, Instant now) {
        db.sql("""
                update reimbursements.book
                set regime = :regime, why = :why, per_hour = :perHour, elsewhere_month = :month, elsewhere_year = :inYear,
                    decided_by = :by, decided_at = :now
                where volunteer = :volunteer and year = :year
                """)
                .param("volunteer", book.volunteer().value())
                .param("year", book.year())
                .param("regime", book.regime().name())
                .param("why", book.why())
                .param("perHour", book.perHour() == null ? null : book.perHour().value(), Types.BIGINT)
                .param("month", book.elsewhereMonth().value())
                .param("inYear", book.elsewhereYear().value())
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    /// Until the transaction ends nobody else counts for this volunteer in this year, here or elsewhere.
    void hold(PersonId volunteer, int year) {
        db.sql("select reimbursements.hold(:volunteer, :year)")
                .param("volunteer", volunteer.value())
                .param("year", year)
                .query((_, _) -> true)
                .single();
    }

    Optional<Book> find(PersonId volunteer, int year) {
        return Optional.ofNullable(list(List.of(volunteer), year).get(volunteer));
    }

    Map<PersonId, Book> list(Collection<PersonId> volunteers, int year) {
        var books = new HashMap<PersonId, Book>();
        db.sql(BOOK + "where volunteer = any (:volunteers) and year = :year")
                .param("volunteers", ClaimStore.ids(volunteers))
                .param("year", year)
                .query(BookStore::read)
                .list()
                .forEach(book -> books.put(book.volunteer(), book));
        return books;
    }

    /// The years of an organisation in which somebody has a flat allowance.
    List<Book> listFlat(OrganisationId organisation, int year) {
        return db.sql(BOOK + """
                where organisation = :organisation and year = :year and regime = 'FLAT_ALLOWANCE' order by volunteer
                """)
                .param("organisation", organisation.value())
                .param("year", year)
                .query(BookStore::read)
                .list();
    }

    /// What counts for these volunteers in this year, each within the year they opened; a year that
    /// nobody opened is one of real costs.
    Map<PersonId, Ledger> ledgers(Collection<PersonId> volunteers, int year) {
        var books = list(volunteers, year);
        var flat = new HashMap<PersonId, Map<YearMonth, Cents>>();
        var elsewhere = new HashMap<PersonId, Map<YearMonth, Elsewhere>>();
        db.sql("""
                        select volunteer, month, here, elsewhere_month, elsewhere_year, real_elsewhere
                        from reimbursements.counted(:volunteers, :year)
                        """)
                .param("volunteers", ClaimStore.ids(volunteers))
                .param("year", year)
                .query((rs, _) -> {
                    var volunteer = new PersonId(rs.getObject("volunteer", UUID.class));
                    var month = YearMonth.of(year, rs.getInt("month"));
                    flat.computeIfAbsent(volunteer, _ -> new HashMap<>()).put(month, new Cents(rs.getLong("here")));
                    elsewhere
                            .computeIfAbsent(volunteer, _ -> new HashMap<>())
                            .put(
                                    month,
                                    new Elsewhere(
                                            new Cents(rs.getLong("elsewhere_month")),
                                            new Cents(rs.getLong("elsewhere_year")),
                                            rs.getBoolean("real_elsewhere")));
                    return month;
                })
                .list();
        var ledgers = new HashMap<PersonId, Ledger>();
        for (var volunteer : volunteers) {
            var book = books.get(volunteer);
            ledgers.put(
                    volunteer,
                    new Ledger(
                            Map.of(year, book == null ? Regime.REAL_EXPENSES : book.regime()),
                            flat.getOrDefault(volunteer, Map.of()),
                            elsewhere.getOrDefault(volunteer, Map.of())));
        }
        return ledgers;
    }

    Optional<Payee> findPayee(PersonId volunteer) {
        return Optional.ofNullable(listPayees(List.of(volunteer)).get(volunteer));
    }

    Map<PersonId, Payee> listPayees(Collection<PersonId> volunteers) {
        var payees = new HashMap<PersonId, Payee>();
        db.sql("""
                        select volunteer, organisation, born, iban, account_name from reimbursements.payee
                        where volunteer = any (:volunteers)
                        """)
                .param("volunteers", ClaimStore.ids(volunteers))
                .query((rs, _) -> new Payee(
                        new PersonId(rs.getObject("volunteer", UUID.class)),
                        new OrganisationId(rs.getObject("organisation", UUID.class)),
                        rs.getObject("born", LocalDate.class),
                        rs.getString("iban"),
                        rs.getString("account_name")))
                .list()
                .forEach(payee -> payees.put(payee.volunteer(), payee));
        return payees;
    }

    void set(Payee payee, Instant now) {
        db.sql("""
                insert into reimbursements.payee (volunteer, organisation, born, iban, account_name, changed_at)
                values (:volunteer, :organisation, :born, :iban, :name, :now)
                on conflict (volunteer) do update
                set born = excluded.born, iban = excluded.iban, account_name = excluded.account_name,
                    changed_at = excluded.changed_at
                """)
                .param("volunteer", payee.volunteer().value())
                .param("organisation", payee.organisation().value())
                .param("born", payee.born(), Types.DATE)
                .param("iban", payee.iban())
                .param("name", payee.accountName())
                .param("now", Timestamp.from(now))
                .update();
    }

    Set<PersonId> together(AccountId account) {
        return Set.copyOf(db.sql("select volunteer from reimbursements.together where account = :account")
                .param("account", account.value())
                .query((rs, _) -> new PersonId(rs.getObject("volunteer", UUID.class)))
                .list());
    }

    void countTogether(AccountId account, PersonId volunteer, OrganisationId organisation, UUID consent) {
        db.sql("""
                insert into reimbursements.together (volunteer, organisation, account, consent)
                values (:volunteer, :organisation, :account, :consent)
                """)
                .param("volunteer", volunteer.value())
                .param("organisation", organisation.value())
                .param("account", account.value())
                .param("consent", consent)
                .update();
    }

    Optional<House> findHouse(OrganisationId organisation) {
        return db.sql("""
                select in_scope, four_eyes_above, per_kilometre, why_more, pays_from, pays_as
                from reimbursements.house where organisation = :organisation
                """)
                .param("organisation", organisation.value())
                .query((rs, _) -> {
                    var perKilometre = rs.getObject("per_kilometre", Long.class);
                    return new House(
                            organisation,
                            rs.getBoolean("in_scope"),
                            new Cents(rs.getLong("four_eyes_above")),
                            perKilometre == null ? null : new Cents(perKilometre),
                            rs.getString("why_more"),
                            rs.getString("pays_from"),
                            rs.getString("pays_as"));
                })
                .optional();
    }

    void set(House house, AccountId by, Instant now) {
        db.sql("""
                insert into reimbursements.house (organisation, in_scope, four_eyes_above, per_kilometre, why_more,
                    pays_from, pays_as, changed_by, changed_at)
                values (:organisation, :inScope, :fourEyes, :perKilometre, :whyMore, :paysFrom, :paysAs, :by, :now)
                on conflict (organisation) do update
                set in_scope = excluded.in_scope, four_eyes_above = excluded.four_eyes_above,
                    per_kilometre = excluded.per_kilometre, why_more = excluded.why_more, pays_from = excluded.pays_from,
                    pays_as = excluded.pays_as, changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("organisation", house.organisation().value())
                .param("inScope", house.inScope())
                .param("fourEyes", house.fourEyesAbove().value())
                .param(
                        "perKilometre",
                        house.perKilometre() == null
                                ? null
                                : house.perKilometre().value(),
                        Types.BIGINT)
                .param("whyMore", house.whyMore())
                .param("paysFrom", house.paysFrom())
                .param("paysAs", house.paysAs())
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
    }

    private static Book read(ResultSet rs, int rowNumber) throws SQLException {
        var perHour = rs.getObject("per_hour", Long.class);
        return new Book(
                new PersonId(rs.getObject("volunteer", UUID.class)),
                rs.getInt("year"),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                Regime.valueOf(Objects.requireNonNull(rs.getString("regime"))),
                rs.getString("why"),
                perHour == null ? null : new Cents(perHour),
                new Cents(rs.getLong("elsewhere_month")),
                new Cents(rs.getLong("elsewhere_year")));
    }
}
