package nl.samenspel.ui;

/// One thing to choose from: the value that is sent, and the text in the reader's language.
public record Option(String value, String text) {}
