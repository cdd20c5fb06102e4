package nl.samenspel.reimbursements.law;

import static nl.samenspel.reimbursements.law.CasesPage.cents;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import nl.samenspel.reimbursements.law.CasesPage.Case;
import nl.samenspel.reimbursements.law.Verdict.Allowed;
import nl.samenspel.reimbursements.law.Verdict.Ground;
import nl.samenspel.reimbursements.law.Verdict.Refused;
import nl.samenspel.reimbursements.law.WorkCheck.Answer;
import nl.samenspel.reimbursements.law.WorkCheck.Outcome;
import nl.samenspel.reimbursements.law.WorkCheck.Question;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every row of docs/explanation/reimbursement-cases.md.
@NullMarked
class LawCasesTest {

    private static final String DAY = "(\\d{4}-\\d\\d-\\d\\d)";
    private static final String TIME = "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)";
    private static final String MONTH = "(\\d{4}-\\d\\d)";
    private static final String MONEY = "([\\d.]+,\\d\\d)";

    static List<Case> cases() {
        return CasesPage.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_program_says_what_the_page_says(Case row) {
        var answer = run(row.what(), CasesPage.rates());

        assertThat(answer.text()).isEqualTo(row.expected());
        assertThat(answer.sources().isEmpty() ? row.sources() : names(answer.sources()))
                .isEqualTo(row.sources());
    }

    @Test
    void there_are_at_least_sixty_cases_numbered_without_a_gap() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(cases().stream().map(Case::number))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, cases().size()).boxed().toList());
    }

    @Test
    void every_reason_there_is_has_a_case_and_every_source_named_is_explained() throws Exception {
        var expected = cases().stream().map(Case::expected).collect(Collectors.joining(" "));
        assertThat(Reason.values()).allSatisfy(reason -> assertThat(expected).containsPattern("\\b" + reason + "\\b"));

        var explained = java.nio.file.Files.readString(java.nio.file.Path.of("docs/explanation/reimbursement.md"));
        assertThat(cases().stream().flatMap(row -> row.sources().stream()).distinct())
                .isNotEmpty()
                .allSatisfy(source -> assertThat(explained).contains("| " + source + " |"));
        assertThat(Source.values())
                .allSatisfy(source -> assertThat(explained).contains(source.name(), source.address()));
    }

    /// The negative control of the page itself: with an amount of the table changed, rows fail.
    @Test
    void with_another_amount_rows_would_fail() {
        var changed = CasesPage.rates()
                .with(new LawYear(
                        2025,
                        new Cents(560),
                        new Cents(330),
                        21,
                        new Cents(21_100),
                        new Cents(210_000),
                        "a euro more a month",
                        Set.of()));

        assertThat(cases().stream()
                        .filter(row -> !run(row.what(), changed).text().equals(row.expected())))
                .hasSizeGreaterThan(10);
    }

    /// Of all engagements one has a method that makes a claimant, and a claimant has no other maker.
    @Test
    void only_a_volunteer_has_a_way_to_be_paid() {
        assertThat(Arrays.stream(Engagement.class.getPermittedSubclasses())
                        .filter(LawCasesTest::makesClaimants)
                        .map(Class::getSimpleName))
                .containsExactly("Volunteer");
        assertThat(Claimant.class.getConstructors()).isEmpty();
    }

    @Test
    void the_law_is_plain_Java() {
        ArchRuleDefinition.classes()
                .that()
                .resideInAPackage("..reimbursements.law..")
                .and()
                .doNotHaveSimpleName("package-info")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "..reimbursements.law..", "java.lang..", "java.util..", "java.time..", "org.jspecify..")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("nl.samenspel.reimbursements.law"));
    }

    private static boolean makesClaimants(Class<?> kind) {
        return Arrays.stream(kind.getDeclaredMethods())
                .anyMatch(method -> method.getReturnType().equals(Claimant.class));
    }

    private static Set<String> names(Set<Source> sources) {
        return sources.stream().map(Enum::name).collect(Collectors.toSet());
    }

    /// What the program says, in the words of the page, and where the rules are from when it says no.
    private record Said(String text, Set<Source> sources) {}

    private static Said run(String what, Rates rates) {
        if (what.startsWith("day of ")) {
            return new Said(Days.of(Instant.parse(what.substring(7))).toString(), Set.of());
        }
        if (what.startsWith("as ")) {
            var name = what.substring(3).replace("_", "");
            var kind = Arrays.stream(Engagement.class.getPermittedSubclasses())
                    .filter(type -> type.getSimpleName().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow();
            return new Said(makesClaimants(kind) ? "a way" : "no way", Set.of());
        }
        if (what.startsWith("check ")) {
            return check(what.substring(6));
        }
        return new Told(rates).all(what);
    }

    private static Said check(String what) {
        var unsure = what.startsWith("unsure ");
        var check = WorkCheck.all(Answer.NO);
        for (var question : what.replace("unsure ", "").split(", ", -1)) {
            if (!question.equals("nothing")) {
                check = check.with(Question.valueOf(question), unsure ? Answer.UNSURE : Answer.YES);
            }
        }
        return new Said(
                check.outcome().name(),
                check.reasons().stream()
                        .flatMap(question -> question.sources().stream())
                        .collect(Collectors.toSet()));
    }

    /// Reads the steps of one case.
    private static final class Told {

        private final Law law;
        private @Nullable LocalDate born;
        private @Nullable LocalDate today;
        private LocalDate from = LocalDate.of(2000, 1, 1);
        private @Nullable LocalDate until;
        private boolean inScope = true;
        private @Nullable List<WorkCheck.Done> work;
        private final Map<Integer, Regime> regimes = new HashMap<>();
        private final Map<YearMonth, Cents> had = new HashMap<>();
        private final Map<YearMonth, Elsewhere> elsewhere = new HashMap<>();
        private @Nullable Asked first;
        private @Nullable Asked now;

        Told(Rates rates) {
            law = new Law(rates);
        }

        Said all(String what) {
            Arrays.stream(what.split("; ")).forEach(this::step);
            var asked = Objects.requireNonNull(first, what);
            var day = today == null ? asked.day() : today;
            var looked = work == null
                    ? Stream.of(asked.day().getYear(), day.getYear(), day.getYear() - 1)
                            .distinct()
                            .map(year -> new WorkCheck.Done(LocalDate.of(year, 1, 1), Outcome.VOLUNTARY))
                            .toList()
                    : work;
            var claimant = new Engagement.Volunteer(from, until).claims(born, inScope, looked);
            var before = new Ledger(regimes, had, elsewhere);
            return said(
                    now == null
                            ? law.judge(claimant, asked, before, day)
                            : law.correct(claimant, asked, now, before, day));
        }

        private static Said said(Verdict verdict) {
            return switch (verdict) {
                case Allowed allowed ->
                    new Said(
                            "allowed"
                                    + (allowed.left() == null
                                            ? ""
                                            : "; left %s and %s"
                                                    .formatted(
                                                            allowed.left().inMonth(),
                                                            allowed.left().inYear()))
                                    + (allowed.toVerify() ? "; to verify" : ""),
                            Set.of());
                case Refused refused ->
                    new Said(
                            "refused: "
                                    + refused.reasons().stream().map(Enum::name).collect(Collectors.joining(", "))
                                    + refused.grounds().stream()
                                            .map(Ground::atRisk)
                                            .filter(Objects::nonNull)
                                            .max(Cents::compareTo)
                                            .map(most -> "; at risk " + most)
                                            .orElse(""),
                            refused.reasons().stream()
                                    .flatMap(reason -> reason.sources().stream())
                                    .collect(Collectors.toCollection(TreeSet::new)));
            };
        }

        private void step(String step) {
            for (var entry : grammar().entrySet()) {
                var matcher = Pattern.compile(entry.getKey()).matcher(step);
                if (matcher.matches()) {
                    entry.getValue().accept(matcher.toMatchResult());
                    return;
                }
            }
            if (step.startsWith("asks ")) {
                first = asked(step.substring(5));
            } else if (step.startsWith("put right to ")) {
                now = asked(step.substring(13));
            } else {
                throw new IllegalArgumentException("The page says \"%s\", which the test cannot read.".formatted(step));
            }
        }

        private Map<String, java.util.function.Consumer<MatchResult>> grammar() {
            return Map.of(
                    "born " + DAY,
                    m -> born = LocalDate.parse(m.group(1)),
                    "today " + DAY,
                    m -> today = LocalDate.parse(m.group(1)),
                    "volunteer from " + DAY + " until " + DAY,
                    m -> {
                        from = LocalDate.parse(m.group(1));
                        until = LocalDate.parse(m.group(2));
                    },
                    "not in scope",
                    _ -> inScope = false,
                    "work not checked",
                    _ -> work = List.of(),
                    "work (\\w+) on " + DAY,
                    m -> {
                        var looked = new ArrayList<>(work == null ? List.of() : work);
                        looked.add(new WorkCheck.Done(LocalDate.parse(m.group(2)), Outcome.valueOf(m.group(1))));
                        work = looked;
                    },
                    "year (\\d{4}) (flat|real)",
                    m -> regimes.put(
                            Integer.valueOf(m.group(1)),
                            m.group(2).equals("flat") ? Regime.FLAT_ALLOWANCE : Regime.REAL_EXPENSES),
                    "had " + MONEY + " in (?:each of " + MONTH + " to )?" + MONTH,
                    m -> {
                        var last = YearMonth.parse(m.group(3));
                        var month = m.group(2) == null ? last : YearMonth.parse(m.group(2));
                        for (; !month.isAfter(last); month = month.plusMonths(1)) {
                            had.put(month, cents(m.group(1)));
                        }
                    },
                    "elsewhere " + MONEY + " in " + MONTH + " and " + MONEY + " in the year",
                    m -> elsewhere.put(
                            YearMonth.parse(m.group(2)), new Elsewhere(cents(m.group(1)), cents(m.group(3)), false)),
                    "elsewhere real costs in " + MONTH,
                    m -> elsewhere.put(YearMonth.parse(m.group(1)), new Elsewhere(Cents.ZERO, Cents.ZERO, true)));
        }

        private static Asked asked(String what) {
            var hours = match("(\\d+) h at " + MONEY + " on " + DAY, what);
            if (hours != null) {
                return new Asked.Hours(day(hours, 3), Integer.parseInt(hours.group(1)) * 60, cents(hours.group(2)));
            }
            var activity = match(MONEY + " for (\\d+) (h|min) on " + DAY, what);
            if (activity != null) {
                var minutes =
                        Integer.parseInt(activity.group(2)) * (activity.group(3).equals("h") ? 60 : 1);
                return new Asked.Activity(day(activity, 4), cents(activity.group(1)), minutes);
            }
            var shift = match(TIME + " to " + TIME + " at " + MONEY, what);
            if (shift != null) {
                return Asked.Hours.between(
                        LocalDateTime.parse(shift.group(1)),
                        LocalDateTime.parse(shift.group(2)),
                        cents(shift.group(3)));
            }
            var driven = match("(\\d+) km at " + MONEY + "( explained)? on " + DAY, what);
            if (driven != null) {
                return new Asked.Kilometres(
                        day(driven, 4),
                        Integer.parseInt(driven.group(1)),
                        cents(driven.group(2)),
                        driven.group(3) != null);
            }
            var inKind = match("in kind " + MONEY + " on " + DAY, what);
            if (inKind != null) {
                return new Asked.InKind(day(inKind, 2), cents(inKind.group(1)));
            }
            var shown = match("receipt " + MONEY + " on " + DAY, what);
            if (shown != null) {
                return new Asked.Paid(day(shown, 2), cents(shown.group(1)), true);
            }
            var bare = Objects.requireNonNull(match(MONEY + " without receipt on " + DAY, what), what);
            return new Asked.Paid(day(bare, 2), cents(bare.group(1)), false);
        }

        private static LocalDate day(MatchResult found, int group) {
            return LocalDate.parse(found.group(group));
        }

        private static @Nullable MatchResult match(String pattern, String what) {
            var matcher = Pattern.compile(pattern).matcher(what);
            return matcher.matches() ? matcher.toMatchResult() : null;
        }
    }
}
