package nl.samenspel.reimbursements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import nl.samenspel.access.AccountId;
import nl.samenspel.access.OrganisationId;
import nl.samenspel.access.PersonId;
import nl.samenspel.reimbursements.Payments.Line;
import nl.samenspel.reimbursements.Payments.Payment;
import nl.samenspel.reimbursements.law.Cents;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/// Against the schema of ISO 20022, from another project's library.
@NullMarked
class CreditTransferTest {

    private static final Payment PAYMENT = new Payment(
            new PaymentId(UUID.fromString("0b9f7d9e-6d8e-4f5d-9a86-0f0d6c1c2a3b")),
            new OrganisationId(UUID.randomUUID()),
            new AccountId(UUID.randomUUID()),
            Instant.parse("2026-11-26T10:00:00Z"),
            LocalDate.of(2026, 11, 27),
            "NL91ABNA0417164300",
            "Stichting ’t Lichtpunt & co",
            List.of(
                    new Line(PersonId.next(), new Cents(1_250), "NL91ABNA0417164300", "Zoë Škrobáček <test>"),
                    new Line(PersonId.next(), new Cents(100_000_00), "DE89370400440532013000", "x".repeat(90)),
                    new Line(PersonId.next(), new Cents(1), "BE68539007547034", "李")));

    @Test
    void the_file_is_what_banks_agreed_on() throws Exception {
        schema().newValidator().validate(new StreamSource(new ByteArrayInputStream(CreditTransfer.write(PAYMENT))));
    }

    /// The negative control: the schema does say no.
    @Test
    void a_file_with_a_wrong_account_number_is_not() throws Exception {
        var wrong = text().replace("NL91ABNA0417164300", "no account");

        assertThatThrownBy(() -> schema().newValidator()
                        .validate(new StreamSource(new ByteArrayInputStream(wrong.getBytes(StandardCharsets.UTF_8)))))
                .isInstanceOf(SAXException.class)
                .hasMessageContaining("no account");
    }

    @Test
    void sums_are_right_to_the_cent_and_names_are_as_banks_write_them() {
        assertThat(text())
                .contains(
                        "<CtrlSum>100012.51</CtrlSum>",
                        "<NbOfTxs>3</NbOfTxs>",
                        "<InstdAmt Ccy=\"EUR\">12.50</InstdAmt>",
                        "<InstdAmt Ccy=\"EUR\">0.01</InstdAmt>",
                        "<Nm>Zoe Skrobacek test</Nm>",
                        "<Nm>" + "x".repeat(70) + "</Nm>",
                        "<Nm>-</Nm>",
                        "<CreDtTm>2026-11-26T11:00:00</CreDtTm>",
                        "<Dt>2026-11-27</Dt>");
    }

    private static String text() {
        return new String(CreditTransfer.write(PAYMENT), StandardCharsets.UTF_8);
    }

    private static Schema schema() throws SAXException {
        var factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        return factory.newSchema(Objects.requireNonNull(CreditTransferTest.class.getResource("/pain.001.001.09.xsd")));
    }
}
