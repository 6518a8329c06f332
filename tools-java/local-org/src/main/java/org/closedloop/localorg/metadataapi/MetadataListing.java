package org.closedloop.localorg.metadataapi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.closedloop.localorg.check.MetadataCoverage;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.deploy.OrgMetadataTarget;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.TypeInfo;
import org.closedloop.metadata.TypeRegistry;
import org.closedloop.metadata.XmlElement;

/** Answers what is deployed and which types the org knows. */
final class MetadataListing {
  private static final int MAX_QUERIES = 3;
  private static final String NO_ID = "000000000000000AAA";

  private final OrgMetadataTarget target;
  private final List<String> standardObjects;

  MetadataListing(OrgMetadataTarget target, List<String> standardObjects) {
    this.target = target;
    this.standardObjects = List.copyOf(standardObjects);
  }

  void list(SoapCall call, SoapReply out) throws SoapFault {
    List<XmlElement> queries = call.all("queries");
    if (queries.size() > MAX_QUERIES) {
      throw new SoapFault("EXCEEDED_ID_LIMIT", "You can submit up to three queries per call");
    }
    OrgMetadata org = target.current();
    for (XmlElement query : queries) {
      String type = query.token("type", "");
      if (!TypeRegistry.get().knows(type)) {
        throw new SoapFault("INVALID_TYPE", "INVALID_TYPE: Unknown type:" + type);
      }
      list(org, type, query.token("folder", ""), out);
    }
  }

  private void list(OrgMetadata org, String type, String folder, SoapReply out) {
    ComponentSet set = org.components();
    for (Component c : set.ofType(type)) {
      if (folder.isEmpty() || c.fullName().startsWith(folder + "/")) {
        Optional<OrgMetadata.Info> info = org.info(c.key());
        properties(out, c.type(), c.fullName(), fileName(c.type(), c.fullName()), info);
      }
    }
    Optional<TypeInfo> info = TypeRegistry.get().type(type);
    if (type.equals("CustomObject")) {
      for (String name : standardObjects) {
        if (!set.contains(type, name)) {
          properties(out, type, name, fileName(type, name), Optional.empty());
        }
      }
    } else if (info.filter(t -> t.kind() == TypeInfo.Kind.CONTAINER).isPresent()) {
      containers(set, info.get(), out);
    }
  }

  /** Files such as Case.workflow exist through their children only. */
  private void containers(ComponentSet set, TypeInfo type, SoapReply out) {
    type.children().stream()
        .flatMap(child -> set.ofType(child.type()).stream())
        .map(c -> type.name().equals("CustomLabels") ? "CustomLabels" : c.parentName())
        .distinct()
        .sorted()
        .forEach(
            name ->
                properties(out, type.name(), name, fileName(type.name(), name), Optional.empty()));
  }

  private static String fileName(String type, String fullName) {
    Optional<TypeInfo> info = TypeRegistry.get().type(type);
    if (info.isPresent()) {
      TypeInfo t = info.get();
      boolean bare = t.suffix().isEmpty() || t.kind() == TypeInfo.Kind.FOLDER;
      boolean document = t.kind() == TypeInfo.Kind.DOCUMENT;
      return t.directory() + "/" + fullName + (bare || document ? "" : "." + t.suffix());
    }
    TypeInfo parent = TypeRegistry.get().parentOf(type).orElseThrow();
    String owner =
        parent.name().equals("CustomLabels")
            ? "CustomLabels"
            : fullName.substring(0, Math.max(0, fullName.indexOf('.')));
    return parent.directory() + "/" + owner + "." + parent.suffix();
  }

  private void properties(
      SoapReply out,
      String type,
      String fullName,
      String fileName,
      Optional<OrgMetadata.Info> info) {
    out.open("result");
    out.add("createdById", info.map(OrgMetadata.Info::createdById).orElse(NO_ID));
    out.add("createdByName", userName(info.map(OrgMetadata.Info::createdById)));
    out.add("createdDate", info.map(OrgMetadata.Info::createdDate).orElse(Instant.EPOCH));
    out.add("fileName", fileName);
    out.add("fullName", fullName);
    out.add("id", info.map(OrgMetadata.Info::id).orElse(""));
    out.add("lastModifiedById", info.map(OrgMetadata.Info::lastModifiedById).orElse(NO_ID));
    out.add("lastModifiedByName", userName(info.map(OrgMetadata.Info::lastModifiedById)));
    out.add("lastModifiedDate", info.map(OrgMetadata.Info::lastModifiedDate).orElse(Instant.EPOCH));
    out.add("type", type);
    out.close("result");
  }

  private String userName(Optional<String> userId) {
    return userId.map(target::userName).orElse("");
  }

  void describe(SoapReply out, boolean production) {
    out.open("result");
    for (TypeInfo type : TypeRegistry.get().types()) {
      if (type.kind() == TypeInfo.Kind.FOLDER || !MetadataCoverage.get().accepts(type)) {
        continue;
      }
      out.open("metadataObjects");
      for (TypeInfo.Child child : type.children()) {
        if (MetadataCoverage.get().status(child.type()) != MetadataCoverage.Status.REFUSED) {
          out.add("childXmlNames", child.type());
        }
      }
      out.add("directoryName", type.directory());
      out.add("inFolder", type.inFolder());
      out.add(
          "metaFile",
          type.kind() == TypeInfo.Kind.CONTENT
              || type.kind() == TypeInfo.Kind.STATIC
              || type.kind() == TypeInfo.Kind.DOCUMENT);
      out.add("suffix", type.suffix().isEmpty() ? null : type.suffix());
      out.add("xmlName", type.name());
      out.close("metadataObjects");
    }
    out.add("organizationNamespace", "");
    out.add("partialSaveAllowed", !production);
    out.add("testRequired", production);
    out.close("result");
  }
}
