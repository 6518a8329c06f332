package org.closedloop.scenarios.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What a start is compared with: a process that only reads every XML file of a folder from its
 * first to its last event. Its cost follows the machine and the size of the sources, and nothing
 * else.
 */
final class StaxYardstick {

  private StaxYardstick() {}

  public static void main(String[] args) throws IOException, XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of(args[0]))) {
      files = all.filter(p -> p.toString().endsWith(".xml")).sorted().toList();
    }
    long events = 0;
    for (Path file : files) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
        XMLStreamReader xml = factory.createXMLStreamReader(in);
        while (xml.hasNext()) {
          xml.next();
          events++;
        }
        xml.close();
      }
    }
    System.out.println(files.size() + " files, " + events + " events");
  }
}
