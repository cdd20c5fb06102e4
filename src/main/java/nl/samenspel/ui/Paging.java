package nl.samenspel.ui;

/// Which page of a list is shown. Whatever was typed for it, there is such a page.
///
/// @param page counted from 1
/// @param pages how many there are; at least 1
/// @param each lines on a page
public record Paging(int page, int pages, int each) {

    public static Paging of(String asked, int lines, int each) {
        var pages = Math.max(1, Math.ceilDiv(lines, each));
        return new Paging(Math.clamp(asked.matches("\\d{1,9}") ? Integer.parseInt(asked) : 1, 1, pages), pages, each);
    }

    /// Lines on the pages before.
    public int skip() {
        return (page - 1) * each;
    }
}
