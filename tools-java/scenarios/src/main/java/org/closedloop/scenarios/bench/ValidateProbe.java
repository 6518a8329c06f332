package org.closedloop.scenarios.bench;

import com.ctc.wstx.stax.WstxInputFactory;
import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
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
 * A process that does one thing with a project whenever it gets a line, and prints the milliseconds
 * that passed and those of processor time that all its threads took: {@code parse} reads every
 * metadata file of the package directories with a StAX parser, {@code model} loads what the checks
 * know of the platform, {@code check} does that, then reads, walks and applies the rules.
 */
final class ValidateProbe {
  private ValidateProbe() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
    while (in.readLine() != null) {
      long begin = System.nanoTime();
      long cpu = system.getProcessCpuTime();
      String what =
          switch (args[0]) {
            case "parse" -> parse(folder);
            case "model" -> model();
            default -> check(folder);
          };
      double wall = (System.nanoTime() - begin) / 1e6;
      System.out.println(wall + " " + (system.getProcessCpuTime() - cpu) / 1e6 + " " + what);
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
