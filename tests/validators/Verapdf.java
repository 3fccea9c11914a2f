import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs veraPDF over the files that are asked of it: java -cp ENGINE.jar Verapdf.java
 *
 * Reads lines "PDFUA-1 TAB a.pdf" from standard input until that ends. Answers each with "clause-test TAB message" for each
 * failed check (at most ten for one rule), and an empty line. The profile is read by DOM because the engine this runs on comes without
 * its JAXB runtime.
 */
public class Verapdf {
    private static final int FAILURES_SHOWN = 10;

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream answers = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Map<String, ValidationProfile> profiles = new HashMap<>();
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            String[] asked = question.split("\t", 2);
            if (!profiles.containsKey(asked[0])) {
                profiles.put(asked[0], profile(asked[0]));
            }
            check(profiles.get(asked[0]), asked[1], answers);
        }
    }

    private static void check(ValidationProfile profile, String name, PrintStream answers) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), profile.getPDFAFlavour());
             PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, FAILURES_SHOWN, false, true, false)) {
            for (TestAssertion assertion : validator.validate(parser).getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    String message = assertion.getMessage() + " " + assertion.getErrorMessage();
                    answers.println(rule + "\t" + message.replaceAll("\\s+", " "));
                }
            }
        }
        answers.println();
        answers.flush();
    }

    private static ValidationProfile profile(String name) throws Exception {
        try (InputStream xml = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(xml);
            Set<Rule> rules = new LinkedHashSet<>();
            for (Element rule : elements(document.getDocumentElement(), "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new LinkedHashSet<>();
            for (Element variable : elements(document.getDocumentElement(), "variable")) {
                variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
            }
            PDFAFlavour flavour = PDFAFlavour.valueOf(document.getDocumentElement().getAttribute("flavour"));
            return Profiles.profileFromValues(
                flavour, Profiles.profileDetailsFromValues(name, name, name, new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = elements(rule, "id").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : elements(rule, "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), null, null));
        }
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"),
            rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
            rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(rule, "message"), arguments), new ArrayList<Reference>());
    }

    private static String text(Element parent, String tag) {
        List<Element> found = elements(parent, tag);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static List<Element> elements(Element parent, String tag) {
        NodeList nodes = parent.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }
}
