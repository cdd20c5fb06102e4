package nl.samenspel.reimbursements;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.access.Viewer;
import nl.samenspel.reimbursements.Claim.State;
import nl.samenspel.reimbursements.law.Cents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The door to paying: everything that is approved, in one file for the bank.
@Service
public class Payments {

    private static final String PAYMENT = """
            select id, organisation, made_by, made_at, pays_on, pays_from, pays_as from reimbursements.payment
            """;

    private final JdbcClient db;
    private final ClaimStore claims;
    private final BookStore books;
    private final Clock clock;

    Payments(JdbcClient db, ClaimStore claims, BookStore books, Clock clock) {
        this.db = db;
        this.claims = claims;
        this.books = books;
        this.clock = clock;
    }

    /// To one volunteer.
    public record Line(PersonId volunteer, Cents amount, String iban, String accountName) {}

    /// What was put together to be paid.
    ///
    /// @param paysFrom the account number of the organisation
    public record Payment(
            PaymentId id,
            OrganisationId organisation,
            AccountId madeBy,
            Instant madeAt,
            LocalDate paysOn,
            String paysFrom,
            String paysAs,
            List<Line> lines) {

        public Payment {
            lines = List.copyOf(lines);
        }

        public Cents total() {
            return lines.stream().map(Line::amount).reduce(Cents.ZERO, Cents::plus);
        }
    }

    /// What came of making a payment.
    public sealed interface Making {

        /// The payment is made.
        ///
        /// @param waiting volunteers who have something to get, but whose account number nobody knows
        record Made(Payment payment, List<PersonId> waiting) implements Making {

            public Made {
                waiting = List.copyOf(waiting);
            }
        }

        /// There is nothing to pay, or only to people whose account number nobody knows.
        record Nothing(List<PersonId> waiting) implements Making {

            public Nothing {
                waiting = List.copyOf(waiting);
            }
        }

        /// The organisation never said from which account it pays.
        record NoAccount() implements Making {}
    }

    /// Puts everything together that may be paid at the viewer's organisation. What was paid too much before goes
    /// off; who would have to pay something back waits. Two at the same moment wait for each other, and nothing is
    /// paid twice.
    @Transactional
    public Making make() {
        var organisation = Viewer.current().myDesk().organisation();
        var house = books.findHouse(organisation).orElseGet(() -> House.of(organisation));
        if (house.paysFrom().isEmpty() || house.paysAs().isEmpty()) {
            return new Making.NoAccount();
        }
        var each = new LinkedHashMap<PersonId, List<Claim>>();
        claims.holdUnsettled(organisation).stream()
                .filter(claim -> mayBePaid(claim, house))
                .forEach(claim -> each.computeIfAbsent(claim.volunteer(), _ -> new ArrayList<>())
                        .add(claim));
        each.values().removeIf(some -> sum(some) <= 0);
        var payees = books.listPayees(each.keySet());
        var waiting = each.keySet().stream()
                .filter(volunteer -> payees.get(volunteer) == null
                        || payees.get(volunteer).iban().isEmpty())
                .toList();
        waiting.forEach(each::remove);
        if (each.isEmpty()) {
            return new Making.Nothing(waiting);
        }
        var payment = new Payment(
                PaymentId.next(),
                organisation,
                Viewer.current().me(),
                clock.instant(),
                LocalDate.now(clock).plusDays(1),
                house.paysFrom(),
                house.paysAs(),
                each.entrySet().stream()
                        .map(entry -> {
                            var payee = Objects.requireNonNull(payees.get(entry.getKey()));
                            return new Line(
                                    entry.getKey(),
                                    new Cents(sum(entry.getValue())),
                                    payee.iban(),
                                    payee.accountName());
                        })
                        .toList());
        keep(payment);
        for (var some : each.values()) {
            for (var claim : some) {
                var by =
                        switch (claim.state()) {
                            case State.Approved approved -> approved.by();
                            case State.Paid paid -> paid.by();
                            case State.Waiting _, State.Refused _, State.TakenBack _ ->
                                throw new IllegalStateException("%s is not to be paid.".formatted(claim.id()));
                        };
                if (!claims.pay(claim, new State.Paid(by, payment.madeAt(), payment.id()))) {
                    throw new IllegalStateException("%s changed while it was held.".formatted(claim.id()));
                }
            }
        }
        return new Making.Made(payment, waiting);
    }

    private static boolean mayBePaid(Claim claim, House house) {
        return !(claim.state() instanceof State.Approved approved)
                || approved.second() != null
                || !claim.amount().exceeds(house.fourEyesAbove());
    }

    private static long sum(List<Claim> some) {
        return some.stream()
                .mapToLong(claim -> claim.amount().value() - claim.paid().value())
                .sum();
    }

    private void keep(Payment payment) {
        db.sql("""
                insert into reimbursements.payment (id, organisation, made_by, made_at, pays_on, pays_from, pays_as)
                values (:id, :organisation, :by, :at, :on, :from, :as)
                """)
                .param("id", payment.id().value())
                .param("organisation", payment.organisation().value())
                .param("by", payment.madeBy().value())
                .param("at", Timestamp.from(payment.madeAt()))
                .param("on", payment.paysOn())
                .param("from", payment.paysFrom())
                .param("as", payment.paysAs())
                .update();
        for (var line : payment.lines()) {
            db.sql("""
                    insert into reimbursements.payment_line (payment, volunteer, organisation, amount, iban, account_name)
                    values (:payment, :volunteer, :organisation, :amount, :iban, :name)
                    """)
                    .param("payment", payment.id().value())
                    .param("volunteer", line.volunteer().value())
                    .param("organisation", payment.organisation().value())
                    .param("amount", line.amount().value())
                    .param("iban", line.iban())
                    .param("name", line.accountName())
                    .update();
        }
    }

    /// The payments of the viewer's organisation, the newest first.
    @Transactional(readOnly = true)
    public List<Payment> list(int most) {
        return with(db.sql(PAYMENT + """
                where organisation = :organisation order by made_at desc, id limit :most
                """)
                .param("organisation", Viewer.current().myDesk().organisation().value())
                .param("most", most)
                .query(Payments::read)
                .list());
    }

    @Transactional(readOnly = true)
    public Optional<Payment> find(PaymentId id) {
        return with(db.sql(PAYMENT + "where id = :id")
                        .param("id", id.value())
                        .query(Payments::read)
                        .list())
                .stream()
                .findFirst();
    }

    private static Payment read(ResultSet rs, int rowNumber) throws SQLException {
        return new Payment(
                new PaymentId(rs.getObject("id", UUID.class)),
                new OrganisationId(rs.getObject("organisation", UUID.class)),
                new AccountId(rs.getObject("made_by", UUID.class)),
                rs.getTimestamp("made_at").toInstant(),
                Objects.requireNonNull(rs.getObject("pays_on", LocalDate.class)),
                rs.getString("pays_from"),
                rs.getString("pays_as"),
                List.of());
    }

    /// With their lines, one question for all.
    private List<Payment> with(List<Payment> payments) {
        record Found(PaymentId payment, Line line) {}
        var lines = db
                .sql("""
                        select payment, volunteer, amount, iban, account_name from reimbursements.payment_line
                        where payment = any (:payments) order by account_name, volunteer
                        """)
                .param(
                        "payments",
                        payments.stream().map(one -> one.id().value()).toArray(UUID[]::new))
                .query((rs, _) -> new Found(
                        new PaymentId(rs.getObject("payment", UUID.class)),
                        new Line(
                                new PersonId(rs.getObject("volunteer", UUID.class)),
                                new Cents(rs.getLong("amount")),
                                rs.getString("iban"),
                                rs.getString("account_name"))))
                .stream()
                .collect(Collectors.groupingBy(
                        Found::payment, Collectors.mapping(Found::line, Collectors.toUnmodifiableList())));
        return payments.stream()
                .map(one -> new Payment(
                        one.id(),
                        one.organisation(),
                        one.madeBy(),
                        one.madeAt(),
                        one.paysOn(),
                        one.paysFrom(),
                        one.paysAs(),
                        lines.getOrDefault(one.id(), List.of())))
                .toList();
    }

    /// The file for the bank (SEPA, pain.001.001.09).
    @Transactional(readOnly = true)
    public Optional<byte[]> file(PaymentId id) {
        return find(id).map(CreditTransfer::write);
    }
}
