package org.closedloop.scenarios.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.validate.Validation;
import org.closedloop.localorg.validate.Validator;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SchemaModel;
import org.closedloop.metadata.SourceProject;

/**
 * A process that does one thing with a project again and again and prints the milliseconds of each
 * time: {@code parse} reads every metadata file of the package directories with a StAX parser,
 * {@code model} loads what the checks know of the platform, {@code check} does that, then reads,
 * walks and applies the rules.
 */
final class ValidateProbe {
  private ValidateProbe() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    int rounds = Integer.parseInt(args[2]);
    for (int i = 0; i < rounds; i++) {
      long begin = System.nanoTime();
      String what =
          switch (args[0]) {
            case "parse" -> parse(folder);
            case "model" -> model();
            default -> check(folder);
          };
      System.out.println((System.nanoTime() - begin) / 1e6 + " " + what);
    }
  }

  private static String parse(Path folder) throws IOException, SourceProject.ProjectUnreadable {
    WstxInputFactory factory = new WstxInputFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    List<Path> files = new ArrayList<>();
    for (Path packageDirectory : SourceProject.open(folder).packageDirectories()) {
      try (Stream<Path> all = Files.walk(packageDirectory)) {
        all.filter(p -> p.toString().endsWith("-meta.xml") && Files.isRegularFile(p))
            .forEach(files::add);
      }
    }
    int broken = 0;
    for (Path file : files) {
      try {
        XMLStreamReader xml =
            factory.createXMLStreamReader(new ByteArrayInputStream(Files.readAllBytes(file)));
        while (xml.hasNext()) {
          xml.next();
        }
        xml.close();
      } catch (XMLStreamException e) {
        broken++;
      }
    }
    return files.size() + " files, " + broken + " not well-formed";
  }

  private static String model() {
    new Validator(OrgOptions.defaults());
    SchemaModel.forVersion(SchemaModel.VERSION).fields("Flow");
    return "model";
  }

  private static String check(Path folder) throws IOException, SourceProject.ProjectUnreadable {
    Validator validator = new Validator(OrgOptions.defaults());
    ReadResult read = SourceProject.open(folder).read();
    Validation found = validator.metadata(read);
    return read.components().size() + " components, " + found.diagnostics().size() + " remarks";
  }
}
