package nl.samenspel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import nl.samenspel.MovingClock;
import nl.samenspel.Neighbourhood;
import nl.samenspel.SamenspelTest;
import nl.samenspel.access.Guessing.Budget;
import nl.samenspel.access.SignInDesk.Knock;
import nl.samenspel.access.SignInDesk.Shown;
import nl.samenspel.database.InstallationKey;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Guessing passwords and codes, from many places, on a clock that the tests move. The hashes are counted and not
/// computed, so that many tries cost little: how many there are is also what the time of an answer depends on.
@SamenspelTest
@NullUnmarked
class GuessingTest {

    @Autowired
    Neighbourhood neighbourhood;

    @Autowired
    Accounts accounts;

    @Autowired
    SecondFactors factors;

    @Autowired
    WayInLog log;

    @Autowired
    InstallationKey key;

    @Autowired
    @Qualifier("jobs")
    JdbcClient jobs;

    private final MovingClock clock = new MovingClock(Instant.parse("2031-03-03T08:00:00Z"));
    private final AtomicInteger hashes = new AtomicInteger();

    /// Says the password back; counts how often it is asked.
    private final PasswordEncoder counting = new PasswordEncoder() {
        @Override
        public String encode(CharSequence password) {
            return "counted " + password;
        }

        @Override
        public boolean matches(CharSequence password, String hash) {
            hashes.incrementAndGet();
            return hash.equals("counted " + password);
        }
    };

    private SignInDesk desk() {
        return new SignInDesk(
                jobs, new PasswordHashes(counting, 2, 50), factors, new Guessing(jobs, key, clock), log, clock);
    }

    private String someone() {
        var name = "guessed." + UUID.randomUUID() + "@voorbeeld.example";
        var team = neighbourhood.team();
        neighbourhood.asAdministrator(() -> accounts.open(
                new NewAccount("Iemand", name, "nl", Role.PROFESSIONAL, team.organisation(), null, null)));
        hasPassword(name);
        return name;
    }

    private void hasPassword(String name) {
        jobs.sql("update access.account set password_hash = 'counted right' where sign_in_name = :name")
                .param("name", name)
                .update();
    }

    private AccountId idOf(String name) {
        return jobs.sql("select id from access.account where sign_in_name = :name")
                .param("name", name)
                .query((rs, _) -> new AccountId(rs.getObject("id", UUID.class)))
                .single();
    }

    private From knownTo(String name) {
        var mark = UUID.randomUUID().toString();
        jobs.sql("insert into access.device (token_hash, account, seen_at) values (:hash, :account, now())")
                .param("hash", Devices.hash(mark))
                .param("account", idOf(name).value())
                .update();
        return new From("192.0.2.77", mark, "firefox", "windows");
    }

    private static From address(int number) {
        return new From("10.%d.%d.%d".formatted(number >> 16 & 255, number >> 8 & 255, number & 255), "", "x", "y");
    }

    @Test
    void two_thousand_addresses_get_less_than_a_hundred_tries_in_a_day_and_its_owner_comes_in_all_along() {
        var name = someone();
        var known = knownTo(name);
        var desk = desk();
        var ownHashes = 0;
        for (var i = 0; i < 2_000; i++) {
            assertThat(desk.knock(name, "guess " + i, address(i)))
                    .isInstanceOfAny(Knock.Wrong.class, Knock.TooOften.class);
            clock.after(Duration.ofMillis(86_400_000 / 2_000));
            if (i % 200 == 0) {
                assertThat(desk.knock(name, "right", known)).isInstanceOf(Knock.In.class);
                ownHashes++;
            }
        }
        assertThat(hashes.get() - ownHashes).isBetween(50, 100);
        while (desk.knock(name, "wrong", address(5)) instanceof Knock.Wrong) {
            // until the last that the clock gave back
        }
        // control: the same right password from a browser that was never used is stopped now, so it is the mark that
        // helps
        assertThat(desk.knock(name, "right", address(99_999))).isInstanceOf(Knock.TooOften.class);
        assertThat(desk.knock(name, "right", new From("192.0.2.78", "some other mark", "x", "y")))
                .isInstanceOf(Knock.TooOften.class);
    }

    @Test
    void a_known_browser_in_wrong_hands_has_a_budget_of_its_own_too() {
        var name = someone();
        var stolen = knownTo(name);
        var other = knownTo(name);
        var desk = desk();
        for (var i = 0; i < 2_000; i++) {
            desk.knock(name, "guess " + i, stolen);
            clock.after(Duration.ofMillis(86_400_000 / 2_000));
        }
        assertThat(hashes.get()).isBetween(50, 100);
        assertThat(desk.knock(name, "right", other)).isInstanceOf(Knock.In.class);
    }

    @Test
    void two_hundred_people_behind_one_address_never_lock_each_other_out() {
        var team = neighbourhood.team();
        var names = new ArrayList<String>();
        neighbourhood.asAdministrator(() -> {
            for (var i = 0; i < 200; i++) {
                var name = "hall.%s@voorbeeld.example".formatted(UUID.randomUUID());
                accounts.open(new NewAccount("Iemand", name, "nl", Role.PROFESSIONAL, team.organisation(), null, null));
                names.add(name);
            }
            return "";
        });
        names.forEach(this::hasPassword);
        var chance = new Random(11);
        var desk = desk();
        var hall = new From("203.0.113.5", "", "chrome", "windows");
        var stopped = 0;
        var wrong = 0;
        // each of them signs in six times in two hours, on a browser that keeps nothing; one try in twenty is a typing
        // error
        for (var i = 0; i < 1_200; i++) {
            var name = names.get(chance.nextInt(names.size()));
            clock.after(Duration.ofSeconds(6));
            while (chance.nextInt(20) == 0) {
                wrong++;
                stopped += desk.knock(name, "rihgt", hall) instanceof Knock.TooOften ? 1 : 0;
            }
            stopped += desk.knock(name, "right", hall) instanceof Knock.In ? 0 : 1;
        }
        assertThat(wrong).isGreaterThan(40);
        assertThat(stopped).isZero();
    }

    @Test
    void but_one_address_cannot_try_a_password_on_everybody() {
        var desk = desk();
        var thief = new From("203.0.113.6", "", "other", "other");
        for (var i = 0; i < 1_000; i++) {
            desk.knock("stuffed.%d@voorbeeld.example".formatted(i), "welkom01", thief);
            clock.after(Duration.ofSeconds(1));
        }
        assertThat(hashes.get()).isBetween(300, 405);
    }

    @Test
    void whoever_there_is_or_is_not_the_work_and_the_answer_are_the_same() {
        var there = someone();
        var without = someone();
        jobs.sql("update access.account set password_hash = null where sign_in_name = :name")
                .param("name", without)
                .update();
        var suspended = someone();
        jobs.sql("update access.account set suspended_at = now() where sign_in_name = :name")
                .param("name", suspended)
                .update();
        var desk = desk();
        var number = 0;
        for (var name : new String[] {there, without, suspended, "niemand@voorbeeld.example", "", "\u0000'"}) {
            hashes.set(0);
            if (name.contains("\u0000")) {
                continue; // no browser sends it; the database would refuse
            }
            assertThat(desk.knock(name, "wrong", address(++number))).isEqualTo(new Knock.Wrong());
            assertThat(hashes).as("computations for \"%s\"", name).hasValue(1);
        }
        // nor does being stopped tell
        for (var name : new String[] {there, "niemand.%s@voorbeeld.example".formatted(UUID.randomUUID())}) {
            var tries = 0;
            while (desk.knock(name, "wrong", address(++number)) instanceof Knock.Wrong) {
                tries++;
            }
            assertThat(tries).isBetween(7, 8);
        }
        // a suspended account stays out with the right password, and nobody's password is nobody's
        assertThat(desk.knock(suspended, "right", address(++number))).isEqualTo(new Knock.Wrong());
        assertThat(desk.knock("niemand@voorbeeld.example", "nobody's password", address(++number)))
                .isEqualTo(new Knock.Wrong());
    }

    @Test
    void the_second_factor_is_guessed_five_times_at_once_and_fifty_in_a_day() {
        var name = someone();
        var account = idOf(name);
        neighbourhood.viewer(account).call(factors::newSheet);
        var known = knownTo(name);
        var desk = desk();
        var tried = 0;
        for (var i = 0; i < 2_000; i++) {
            tried += desk.second(account, "%06d".formatted(i), address(i)) == Shown.WRONG ? 1 : 0;
            clock.after(Duration.ofMillis(86_400_000 / 2_000));
        }
        assertThat(tried).isBetween(30, 53);
        while (desk.second(account, "000000", address(3)) == Shown.WRONG) {
            // until the last that the clock gave back
        }
        var code = neighbourhood.viewer(account).call(factors::newSheet).getFirst();
        assertThat(desk.second(account, code, address(3))).isEqualTo(Shown.TOO_OFTEN);
        assertThat(desk.second(account, code, known)).isEqualTo(Shown.RIGHT);
    }

    @Test
    void tries_at_the_same_moment_do_not_share_a_place() throws Exception {
        var guessing = new Guessing(jobs, key, clock);
        var whose = UUID.randomUUID().toString();
        var taken = new AtomicInteger();
        try (var crowd = Executors.newFixedThreadPool(16)) {
            for (var i = 0; i < 64; i++) {
                crowd.execute(() -> {
                    if (guessing.take(Budget.NAME, whose)) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertThat(taken).hasValue(8);
        guessing.giveBack(Budget.NAME, whose);
        assertThat(guessing.take(Budget.NAME, whose)).isTrue();
        assertThat(guessing.take(Budget.NAME, whose)).isFalse();
        clock.after(Duration.ofMinutes(16));
        assertThat(guessing.take(Budget.NAME, whose)).isTrue();
        // a clock that goes back gives nothing away
        clock.after(Duration.ofHours(-5));
        assertThat(guessing.take(Budget.NAME, whose)).isFalse();
    }

    @Test
    void what_is_kept_of_tries_names_nobody() {
        var name = someone();
        desk().knock(name, "wrong", address(1));
        assertThat(jobs.sql("select mark from access.guess_budget")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allMatch(mark -> mark.matches("[0-9a-f]{64}"));
    }

    @Test
    void a_rush_is_helped_in_turn_and_who_does_not_fit_is_told_at_once() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var slow = new PasswordEncoder() {
            @Override
            public String encode(CharSequence password) {
                return "nobody";
            }

            @Override
            public boolean matches(CharSequence password, String hash) {
                begun.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
        };
        var rush = new PasswordHashes(slow, 1, 2);
        var done = new AtomicInteger();
        try (var crowd = Executors.newFixedThreadPool(3)) {
            for (var i = 0; i < 3; i++) {
                crowd.execute(() -> {
                    if (rush.matches("x", "y")) {
                        done.incrementAndGet();
                    }
                });
                begun.await();
            }
            while (rush.waiting() < 2) {
                Thread.sleep(5);
            }
            assertThatThrownBy(() -> rush.matches("x", "y")).isInstanceOf(TooBusyException.class);
            assertThat(done).hasValue(0);
            goOn.countDown();
        }
        assertThat(done).hasValue(3);
        assertThat(rush.matches("x", null)).isFalse();
    }
}
