package org.closedloop.localorg.flow;

/** Short forms of flow XML for tests. */
final class Xml {

  private Xml() {}

  static String start(String object, String trigger, String when, String rest) {
    return "<start>"
        + rest
        + "<object>"
        + object
        + "</object><recordTriggerType>"
        + when
        + "</recordTriggerType><triggerType>"
        + trigger
        + "</triggerType></start>";
  }

  static String to(String node) {
    return "<connector><targetReference>" + node + "</targetReference></connector>";
  }

  static String fault(String node) {
    return "<faultConnector><targetReference>" + node + "</targetReference></faultConnector>";
  }

  static String filter(String field, String op, String value) {
    return "<filters><field>"
        + field
        + "</field><operator>"
        + op
        + "</operator><value>"
        + value
        + "</value></filters>";
  }

  static String s(String text) {
    return "<stringValue>" + text + "</stringValue>";
  }

  static String ref(String name) {
    return "<elementReference>" + name + "</elementReference>";
  }

  static String bool(boolean b) {
    return "<booleanValue>" + b + "</booleanValue>";
  }

  static String num(String n) {
    return "<numberValue>" + n + "</numberValue>";
  }

  static String assign(String name, String target, String op, String value, String next) {
    return "<assignments><name>"
        + name
        + "</name><label>x</label><assignmentItems><assignToReference>"
        + target
        + "</assignToReference><operator>"
        + op
        + "</operator><value>"
        + value
        + "</value></assignmentItems>"
        + next
        + "</assignments>";
  }

  static String set(String field, String value) {
    return "<inputAssignments><field>"
        + field
        + "</field><value>"
        + value
        + "</value></inputAssignments>";
  }

  static String variable(String name, String type, String more) {
    return "<variables><name>"
        + name
        + "</name><dataType>"
        + type
        + "</dataType>"
        + more
        + "</variables>";
  }

  static String node(String kind, String name, String body) {
    return "<"
        + kind
        + "><name>"
        + name
        + "</name><label>"
        + name
        + "</label>"
        + body
        + "</"
        + kind
        + ">";
  }
}
