package nl.samenspel.reimbursements;

import java.io.ByteArrayOutputStream;
import java.text.Normalizer;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import nl.samenspel.reimbursements.Payments.Line;
import nl.samenspel.reimbursements.Payments.Payment;
import nl.samenspel.reimbursements.law.Days;

/// A file with which a bank pays many at once: a SEPA credit transfer, pain.001.001.09 of ISO 20022. A
/// test validates what comes out against the schema.
///
/// Nothing of what a volunteer did is in it: the bank reads that it is a reimbursement, and the number of the payment.
final class CreditTransfer {

    private static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final XMLStreamWriter xml;

    private CreditTransfer(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(Payment payment) {
        var out = new ByteArrayOutputStream();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
            new CreditTransfer(xml).document(payment);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private void document(Payment payment) throws XMLStreamException {
        var number = payment.id().value().toString().replace("-", "");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        begin("CstmrCdtTrfInitn");
        begin("GrpHdr");
        text("MsgId", number);
        text("CreDtTm", MOMENT.format(payment.madeAt().atZone(Days.ZONE)));
        text("NbOfTxs", String.valueOf(payment.lines().size()));
        text("CtrlSum", payment.total().plain());
        party("InitgPty", payment.paysAs());
        end();

        begin("PmtInf");
        text("PmtInfId", number);
        text("PmtMtd", "TRF");
        text("NbOfTxs", String.valueOf(payment.lines().size()));
        text("CtrlSum", payment.total().plain());
        begin("PmtTpInf");
        begin("SvcLvl");
        text("Cd", "SEPA");
        end();
        end();
        begin("ReqdExctnDt");
        text("Dt", payment.paysOn().toString());
        end();
        party("Dbtr", payment.paysAs());
        account("DbtrAcct", payment.paysFrom());
        begin("DbtrAgt");
        begin("FinInstnId");
        begin("Othr");
        text("Id", "NOTPROVIDED");
        end();
        end();
        end();
        text("ChrgBr", "SLEV");
        for (var nth = 0; nth < payment.lines().size(); nth++) {
            transfer(payment.lines().get(nth), number.substring(0, 24) + "-" + (nth + 1));
        }
        end();
        end();
        xml.writeEndElement();
    }

    private void transfer(Line line, String number) throws XMLStreamException {
        begin("CdtTrfTxInf");
        begin("PmtId");
        text("EndToEndId", number);
        end();
        begin("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", "EUR");
        xml.writeCharacters(line.amount().plain());
        xml.writeEndElement();
        end();
        party("Cdtr", line.accountName());
        account("CdtrAcct", line.iban());
        begin("RmtInf");
        text("Ustrd", "Vergoeding vrijwilliger " + number);
        end();
        end();
    }

    private void party(String element, String name) throws XMLStreamException {
        begin(element);
        text("Nm", plain(name));
        end();
    }

    private void account(String element, String iban) throws XMLStreamException {
        begin(element);
        begin("Id");
        text("IBAN", iban);
        end();
        end();
    }

    private void begin(String element) throws XMLStreamException {
        xml.writeStartElement(element);
    }

    private void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    private void text(String element, String text) throws XMLStreamException {
        begin(element);
        xml.writeCharacters(text);
        end();
    }

    /// As the banks' agreement has it: letters without marks, at most seventy.
    static String plain(String name) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace("ß", "ss")
                .replaceAll("[^A-Za-z0-9/?:().,'+ -]", " ")
                .replaceAll(" +", " ")
                .strip();
        return plain.isEmpty() ? "-" : plain.substring(0, Math.min(70, plain.length()));
    }
}
