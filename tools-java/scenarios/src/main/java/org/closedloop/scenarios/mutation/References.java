package org.closedloop.scenarios.mutation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** The elements that name other things, by type and path, and what they name. */
final class References {

  /** Paths below the root, or their ends when they begin with a slash; by type. */
  private static final Map<String, List<String>> PATHS =
      Map.ofEntries(
          Map.entry(
              "PermissionSet",
              List.of(
                  "fieldPermissions/field",
                  "objectPermissions/object",
                  "classAccesses/apexClass",
                  "pageAccesses/apexPage",
                  "customMetadataTypeAccesses/name",
                  "customSettingAccesses/name",
                  "customPermissions/name",
                  "tabSettings/tab",
                  "applicationVisibilities/application",
                  "flowAccesses/flow",
                  "recordTypeVisibilities/recordType",
                  "userPermissions/name")),
          Map.entry(
              "CustomField",
              List.of(
                  "referenceTo",
                  "summaryForeignKey",
                  "summarizedField",
                  "summaryFilterItems/field",
                  "valueSet/valueSetName",
                  "valueSet/controllingField")),
          Map.entry("CustomObject", List.of("compactLayoutAssignment", "actionOverrides/content")),
          Map.entry("ListView", List.of("columns", "filters/field")),
          Map.entry("CompactLayout", List.of("fields")),
          Map.entry(
              "Layout",
              List.of(
                  "layoutSections/layoutColumns/layoutItems/field",
                  "relatedLists/relatedList",
                  "relatedLists/fields",
                  "relatedLists/sortField")),
          Map.entry("ValidationRule", List.of("errorDisplayField")),
          Map.entry("CustomMetadata", List.of("values/field")),
          Map.entry("Queue", List.of("queueSobject/sobjectType")),
          Map.entry("CustomTab", List.of("page", "flexiPage", "lwcComponent")),
          Map.entry(
              "CustomApplication",
              List.of("tabs", "actionOverrides/content", "actionOverrides/pageOrSobjectType")),
          Map.entry(
              "FlexiPage",
              List.of("sobjectType", "/componentInstance/componentName", "template/name")),
          Map.entry(
              "QuickAction", List.of("targetObject", "targetParentField", "lightningWebComponent")),
          Map.entry("PlatformEventSubscriberConfig", List.of("platformEventConsumer")),
          Map.entry("CustomSite", List.of("indexPage", "fileNotFoundPage", "genericErrorPage")),
          Map.entry(
              "Flow",
              List.of(
                  "/connector/targetReference",
                  "/faultConnector/targetReference",
                  "/defaultConnector/targetReference",
                  "/nextValueConnector/targetReference",
                  "/noMoreValuesConnector/targetReference",
                  "/elementReference",
                  "/leftValueReference",
                  "/assignToReference",
                  "/assignRecordIdToReference",
                  "/collectionReference",
                  "/inputReference",
                  "/outputReference",
                  "/object",
                  "/objectType",
                  "/field",
                  "/queriedFields",
                  "/sortField",
                  "subflows/flowName",
                  "subflows/inputAssignments/name",
                  "subflows/outputAssignments/name",
                  "actionCalls/actionName",
                  "actionCalls/inputParameters/name",
                  "actionCalls/outputParameters/name")));

  private References() {}

  /** Whether the leaf's text names something that has to exist. */
  static boolean isReference(XmlText x, Node n) {
    String path = n.path();
    return PATHS.getOrDefault(x.type(), List.of()).stream()
        .anyMatch(p -> p.startsWith("/") ? ("/" + path).endsWith(p) : path.equals(p));
  }

  /** Every text that a reference of the sources holds, and all names that files give. */
  static Set<String> taken(Sources s) {
    Set<String> out = new HashSet<>();
    for (XmlText x : s.xml()) {
      out.add(x.name());
      for (Node n : x.elements()) {
        if (n.leaf() && (isReference(x, n) || n.name.equals("name"))) {
          out.add(n.value());
        }
      }
    }
    return out;
  }
}
