package nl.samenspel.browser;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.verapdf.core.EncryptedPdfException;
import org.verapdf.core.ModelParsingException;
import org.verapdf.core.ValidationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;

/// Whether a PDF can be read aloud: veraPDF judges it by PDF/UA-1 (ISO 14289-1), as far as a program can.
final class ReadAloud {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private ReadAloud() {}

    /// What hinders: a line each; none if nothing does.
    static List<String> faults(byte[] pdf) {
        try (var parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                var validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .map(one -> one.getRuleId().getClause() + ": " + one.getMessage())
                    .distinct()
                    .toList();
        } catch (IOException | EncryptedPdfException | ModelParsingException | ValidationException e) {
            return List.of("no PDF: " + e.getMessage());
        }
    }
}
