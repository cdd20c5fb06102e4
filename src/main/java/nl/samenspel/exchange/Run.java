package nl.samenspel.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.samenspel.access.BranchId;
import nl.samenspel.exchange.Reading.Judged;
import nl.samenspel.exchange.Reading.Note;
import nl.samenspel.exchange.Sheet.Row;
import org.jspecify.annotations.Nullable;

/// A list that is gone through, part by part, to try it out or to bring it in.
interface Run {

    ImportList list();

    @Nullable
    BranchId branch();

    Layout layout();

    /// Whether what is read is saved.
    boolean isForReal();

    int parts();

    /// The first part that is not done yet.
    int next();

    List<Row> rows(int part);

    /// Keeps what came of a part, in the transaction that did it.
    ///
    /// @param traces what was done, to undo it by
    /// @return whether to stop; empty when this part is not ours to do (any more), and nothing of it may be kept
    Optional<Boolean> keep(int part, Judged<?> judged, List<Trace> traces);

    /// A list that is at hand and not in the database: a command has its file itself.
    final class AtHand implements Run {

        private final ImportList list;
        private final @Nullable BranchId branch;
        private final Layout layout;
        private final boolean forReal;
        private final List<byte[]> parts;
        private final List<Note> rejected = new ArrayList<>();
        private final List<Note> warned = new ArrayList<>();
        private int next;
        private int added;
        private int changed;
        private int unchanged;
        private int rejectedRows;
        private int warnedRows;

        AtHand(ImportList list, @Nullable BranchId branch, Layout layout, boolean forReal, List<byte[]> parts) {
            this.list = list;
            this.branch = branch;
            this.layout = layout;
            this.forReal = forReal;
            this.parts = List.copyOf(parts);
        }

        @Override
        public ImportList list() {
            return list;
        }

        @Override
        public @Nullable BranchId branch() {
            return branch;
        }

        @Override
        public Layout layout() {
            return layout;
        }

        @Override
        public boolean isForReal() {
            return forReal;
        }

        @Override
        public int parts() {
            return parts.size();
        }

        @Override
        public int next() {
            return next;
        }

        @Override
        public List<Row> rows(int part) {
            return Part.unpack(parts.get(part));
        }

        @Override
        public Optional<Boolean> keep(int part, Judged<?> judged, List<Trace> traces) {
            next = part + 1;
            added += judged.toAdd().size();
            changed += judged.toChange().size();
            unchanged += judged.unchanged();
            rejectedRows += judged.rejected().size();
            warnedRows += judged.warned().size();
            judged.rejected().stream()
                    .limit(ImportReport.SHOWN - rejected.size())
                    .forEach(rejected::add);
            judged.warned().stream().limit(ImportReport.SHOWN - warned.size()).forEach(warned::add);
            return Optional.of(false);
        }

        ImportReport report() {
            var told = new Told(layout);
            parts.forEach(part -> told.add(Part.unpack(part), rejected, warned));
            return told.report(
                    added + changed + unchanged + rejectedRows, added, changed, unchanged, rejectedRows, warnedRows);
        }
    }
}
