package nl.samenspel.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import nl.samenspel.access.BranchId;
import nl.samenspel.ui.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// The door for lists that go out as a file, in the columns in which [Imports] takes them in: brought in
/// again as it is, such a file changes nothing. Everyone in it is looked at, and logged.
@Service
public class ListFile {

    private final OutgoingLists lists;
    private final Words words;

    ListFile(OutgoingLists lists, Words words) {
        this.lists = lists;
        this.words = words;
    }

    public enum Format {
        XLSX,
        CSV
    }

    /// Writes a list of a branch, a thousand rows at a time. What has no number of another system has
    /// ours.
    ///
    /// @param branch none for areas
    public void write(ImportList list, @Nullable BranchId branch, Format format, OutputStream out) {
        try (var file = format == Format.CSV ? new OutFile.Csv(out) : new OutFile.Xlsx(out)) {
            write(lists.of(list), branch, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> void write(Outgoing<T> list, @Nullable BranchId branch, OutFile file) {
        var columns = list.columns();
        file.write(columns.stream()
                .map(column -> words.of("exchange.column", column.meaning()))
                .toList());
        list.forEachPage(branch, page -> {
            for (var one : page) {
                file.write(columns.stream().map(column -> column.of(one)).toList());
            }
        });
    }
}
