/// The matching engine on a folder of files, so that anyone can try it, measure it and check its answers.
///
/// The door is [MatchingFolder]. A folder holds `meta.txt`, `volunteers.csv`, `requests.csv` and `exclusions.csv`:
/// plain
/// numbers that name nobody. ASCII, commas, one header line, every line ended by a line feed alone; ids count from 0 in
/// the order of the file; columns are found by their name in the header, and columns that are not ours are passed over.
///
/// A folder that breaks these rules is refused by [UnusableFileException], which names file, line and column; there is
/// no half answer. On files nobody's own limits are known and every place is; the weights are always the default ones.
///
/// It stands beside `engine` and not in it, because the engine reads and writes nothing.
@NamedInterface("files")
@NullMarked
package nl.samenspel.matching.files;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
