package org.closedloop.localorg.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One element of a SOAP request: local name, text, children; {@code nil} when xsi:nil is true. */
final class SoapNode {

  private final String namespace;
  private final String name;
  private final boolean nil;
  private final List<SoapNode> children = new ArrayList<>(4);
  private final StringBuilder text = new StringBuilder();

  SoapNode(String namespace, String name, boolean nil) {
    this.namespace = namespace;
    this.name = name;
    this.nil = nil;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  boolean nil() {
    return nil;
  }

  List<SoapNode> children() {
    return children;
  }

  boolean hasChildren() {
    return !children.isEmpty();
  }

  String text() {
    return text.toString();
  }

  void append(String more) {
    text.append(more);
  }

  Optional<SoapNode> child(String localName) {
    return children.stream().filter(c -> c.name.equals(localName)).findFirst();
  }

  /** Text of the child, or null when it is missing or nil. */
  String childText(String localName) {
    return child(localName).filter(c -> !c.nil).map(SoapNode::text).orElse(null);
  }

  /** Text of every child of the name, in order. */
  List<String> childTexts(String localName) {
    return children.stream().filter(c -> c.name.equals(localName)).map(SoapNode::text).toList();
  }

  List<SoapNode> childrenNamed(String localName) {
    return children.stream().filter(c -> c.name.equals(localName)).toList();
  }
}
