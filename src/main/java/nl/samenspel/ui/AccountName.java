package nl.samenspel.ui;

/// A principal that knows what its person is called; without it the header shows the authentication's own name.
public interface AccountName {

    String accountName();
}
