package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import nl.samenspel.exchange.Traces.Marked;
import nl.samenspel.exchange.Traces.Stayed;
import nl.samenspel.exchange.Traces.Step;
import nl.samenspel.exchange.Undoing.Left;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of things when the list that touched them is undone: what it made goes, what it changed
/// is as before, and what others built on meanwhile stays. All within the transaction and the sight of
/// who undoes it.
@Component
class Undo {

    private static final Logger LOG = LoggerFactory.getLogger(Undo.class);

    /// What the database keeps from going is looked for among so few.
    private static final int FEW = 50;

    /// So many of a step may be kept by it; more, and something else is the matter.
    private static final int MOST_KEPT = 50;

    private final Traces traces;
    private final Map<Touched, Undoing<?>> undoing;
    private final TransactionTemplate apart;

    Undo(Traces traces, List<Undoing<?>> undoing, TransactionTemplate transaction) {
        this.traces = traces;
        this.undoing = undoing.stream()
                .collect(Collectors.toMap(
                        Undoing::of, Function.identity(), (one, _) -> one, () -> new EnumMap<>(Touched.class)));
        this.apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_NESTED));
    }

    /// What a step comes to.
    ///
    /// @param made goes
    /// @param changed is put back; each with what it is now
    /// @param stays what cannot be undone, by thing, and why; also what of something that is put back stays
    /// @param nothing what is not there any more
    private record Verdict<I>(
            List<Left<I>> made, Map<Left<I>, I> changed, Map<String, Set<Why>> stays, List<Left<I>> nothing) {}

    /// @param now what they are, or will be when it is their turn
    /// @param changedSince of which something else was changed since: then all of it stays
    private <I> Verdict<I> judge(
            Touched of,
            List<Marked<I>> marked,
            Map<String, I> now,
            Set<String> changedSince,
            Undoing<I> how,
            Going alsoGoing) {
        List<Left<I>> made = new ArrayList<>();
        Map<Left<I>, I> changed = new LinkedHashMap<>();
        Map<String, Set<Why>> stays = new HashMap<>();
        List<Left<I>> nothing = new ArrayList<>();
        for (var one : marked) {
            var left = one.left();
            var before = left.before();
            var is = now.get(left.thing());
            if (is == null) {
                if (how.whenNotSeen().isEmpty()) {
                    nothing.add(left);
                } else {
                    stays.put(left.thing(), how.whenNotSeen());
                }
            } else if (changedSince.contains(left.thing()) || !traces.isAsLeft(of, left.thing(), one.mark(), is)) {
                stays.put(left.thing(), Set.of(Why.CHANGED));
            } else if (before == null) {
                made.add(left);
            } else {
                changed.put(left, is);
                var rest = how.staying(before, is);
                if (!rest.isEmpty()) {
                    stays.put(left.thing(), rest);
                }
            }
        }
        if (!made.isEmpty()) {
            var built = how.listBuiltOn(made, alsoGoing);
            stays.putAll(built);
            made.removeIf(left -> built.containsKey(left.thing()));
        }
        return new Verdict<>(made, changed, stays, nothing);
    }

    // --- doing it ---

    /// What was done.
    record Done(int gone, int putBack) {}

    /// Undoes a step, inside a transaction.
    Done step(UUID file, Step step) {
        return step(file, step, undoing(step));
    }

    private <I> Done step(UUID file, Step step, Undoing<I> how) {
        var marked = traces.list(file, step, how.image(), false);
        var changedSince = traces.listChanged(
                file, marked.stream().map(one -> one.left().thing()).toList());
        var verdict = judge(step.of(), marked, listNow(how, marked), changedSince, how, new Going());
        Map<String, Set<Why>> stays = new HashMap<>(verdict.stays());
        Map<String, Set<Why>> kept = new HashMap<>();
        carefully(verdict.made(), how::remove, kept);
        carefully(
                List.copyOf(verdict.changed().keySet()),
                some -> stays.putAll(how.putBack(some.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                left -> Objects.requireNonNull(verdict.changed().get(left)))))),
                kept);
        stays.putAll(kept);
        var gone = things(verdict.made());
        gone.removeAll(kept.keySet());
        var back = things(verdict.changed().keySet());
        back.removeAll(kept.keySet());
        var settled = new HashSet<>(gone);
        settled.addAll(back);
        settled.addAll(things(verdict.nothing()));
        settled.removeAll(stays.keySet());
        traces.settle(file, step, settled, stays);
        return new Done(gone.size(), back.size());
    }

    /// All at once; and where the database refuses that, in small pieces, and then one by one: which it refuses stays.
    private <I> void carefully(List<Left<I>> some, Consumer<List<Left<I>>> act, Map<String, Set<Why>> kept) {
        if (some.isEmpty()) {
            return;
        }
        try {
            apart.executeWithoutResult(_ -> act.accept(some));
        } catch (DataAccessException e) {
            if (some.size() == 1) {
                if (kept.size() >= MOST_KEPT) {
                    throw e;
                }
                LOG.warn("Something that a list left is kept: {}", e.getClass().getName());
                kept.put(
                        some.getFirst().thing(),
                        Set.of(e instanceof ConcurrencyFailureException ? Why.CHANGED : Why.USED));
                return;
            }
            var size = some.size() > FEW ? FEW : 1;
            for (var from = 0; from < some.size(); from += size) {
                carefully(some.subList(from, Math.min(from + size, some.size())), act, kept);
            }
        }
    }

    private static <I> Map<String, I> listNow(Undoing<I> how, List<Marked<I>> marked) {
        return new HashMap<>(how.listNow(marked.stream().map(Marked::left).toList()));
    }

    private static <I> Set<String> things(Collection<Left<I>> some) {
        return some.stream().map(Left::thing).collect(Collectors.toCollection(HashSet::new));
    }

    // --- telling beforehand ---

    /// What undoing would come to.
    record Foretold(Map<Touched, ListHistory.Count> counts, List<Stayed> stays) {

        Foretold {
            counts = Map.copyOf(counts);
            stays = List.copyOf(stays);
        }
    }

    /// What undoing all of it would come to, inside a transaction. Changes nothing.
    ///
    /// @param most so many of what stays are told
    Foretold foretell(UUID file, int most) {
        Map<Touched, Sort> sorts = new EnumMap<>(Touched.class);
        var going = new Going();
        Set<String> changedSince = new HashSet<>();
        for (var step : traces.list(file)) {
            var sort = sorts.computeIfAbsent(step.of(), _ -> new Sort());
            foretell(file, step, undoing(step), going, changedSince, sort);
        }
        Map<Touched, ListHistory.Count> counts = new EnumMap<>(Touched.class);
        List<Stayed> stays = new ArrayList<>();
        sorts.forEach((of, sort) -> {
            counts.put(of, new ListHistory.Count(sort.goes.size(), sort.back.size(), sort.stays.size()));
            sort.stays.values().stream().limit(Math.max(0, most - stays.size())).forEach(stays::add);
        });
        return new Foretold(counts, stays);
    }

    /// A thing is in one of these, whatever several parts of the list did to it: what comes of the first counts.
    private static final class Sort {
        final Set<String> goes = new HashSet<>();
        final Set<String> back = new HashSet<>();
        final Map<String, Stayed> stays = new LinkedHashMap<>();

        /// What things will be when their earlier parts are undone.
        final Map<String, Object> willBe = new HashMap<>();
    }

    private <I> void foretell(UUID file, Step step, Undoing<I> how, Going going, Set<String> changedSince, Sort sort) {
        var marked = traces.list(file, step, how.image(), true);
        var now = listNow(how, marked);
        now.replaceAll((thing, is) -> {
            @Nullable Object later = sort.willBe.get(thing);
            return later == null ? is : how.image().cast(later);
        });
        var verdict = judge(step.of(), marked, now, changedSince, how, going);
        how.tellGoing(verdict.made(), going);
        for (var left : verdict.made()) {
            sort.goes.add(left.thing());
            sort.back.remove(left.thing());
        }
        for (var left : verdict.changed().keySet()) {
            sort.back.add(left.thing());
            sort.willBe.put(left.thing(), Objects.requireNonNull(left.before()));
        }
        for (var one : marked) {
            var why = verdict.stays().get(one.left().thing());
            if (why != null) {
                if (why.contains(Why.CHANGED)) {
                    changedSince.add(one.left().thing());
                }
                sort.stays.putIfAbsent(
                        one.left().thing(),
                        new Stayed(step.of(), one.left().thing(), one.left().person(), why));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private <I> Undoing<I> undoing(Step step) {
        var how = undoing.get(step.of());
        if (how == null) {
            throw new IllegalStateException("Nobody undoes " + step.of());
        }
        return (Undoing<I>) how;
    }
}
