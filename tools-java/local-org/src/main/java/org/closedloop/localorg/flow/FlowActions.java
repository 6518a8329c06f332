package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.MailHost.Email;
import org.closedloop.apex.host.MailHost.SendResult;
import org.closedloop.localorg.flow.FlowNode.Target;
import org.closedloop.localorg.formula.FormulaValues;

/** Calls from flows: invocable Apex, mail, notifications, other flows. */
final class FlowActions {

  private FlowActions() {}

  static void action(List<Interview> group, FlowNode.Action node) {
    switch (node.type()) {
      case APEX -> apex(group, node);
      case EMAIL_SIMPLE -> emails(group, node);
      case CUSTOM_NOTIFICATION -> notifications(group, node);
      case FLOW ->
          children(group, node, node.actionName(), node.inputs(), node.outputs(), node.automatic());
      default ->
          throw new FlowFault("The local org does not support " + node.type().metadataName());
    }
  }

  static void subflow(List<Interview> group, FlowNode.Subflow node) {
    children(group, node, node.flowName(), node.inputs(), node.outputs(), node.automatic());
  }

  private static Map<String, Object> inputs(Interview i, Map<String, FlowValue> inputs) {
    Map<String, Object> out = new LinkedHashMap<>();
    inputs.forEach((name, v) -> out.put(name, v.get(i.context())));
    return out;
  }

  private static void apex(List<Interview> group, FlowNode.Action node) {
    List<Map<String, Object>> inputs = new ArrayList<>();
    for (Interview i : group) {
      inputs.add(inputs(i, node.inputs()));
    }
    List<Map<String, Object>> outputs;
    try {
      outputs = group.get(0).run().request().session().invoke(node.actionName(), inputs);
    } catch (ApexFailure e) {
      throw new FlowFault(FlowEngine.text(e));
    }
    for (int n = 0; n < group.size(); n++) {
      Map<String, Object> mine = outputs == null || outputs.size() <= n ? Map.of() : outputs.get(n);
      Map<String, Object> values = new LinkedHashMap<>();
      if (mine != null) {
        mine.forEach((k, v) -> values.put(k, FlowConvert.fromApex(v)));
      }
      finish(group.get(n), node, values, node.outputs(), node.automatic(), inputs.get(n));
    }
  }

  /** Stores outputs and goes on. */
  private static void finish(
      Interview i,
      FlowNode.Bulk node,
      Map<String, Object> values,
      Map<String, Target> outputs,
      boolean automatic,
      Map<String, Object> given) {
    try {
      if (automatic) {
        boolean plain = values.size() == 1 && values.containsKey("output");
        boolean apex = node instanceof FlowNode.Action a && a.type() == FlowNode.ActionType.APEX;
        i.output(node.name(), plain && apex ? values.get("output") : values);
      }
      outputs.forEach(
          (name, target) ->
              values.forEach(
                  (k, v) -> {
                    if (k.equalsIgnoreCase(name)) {
                      i.assign(target, v);
                    }
                  }));
    } catch (FlowFault e) {
      FlowEngine.fault(i, node, e.getMessage());
      return;
    }
    Map<String, Object> shown = new LinkedHashMap<>(given);
    values.forEach((k, v) -> shown.put("-> " + k, v));
    i.trace().step(node.name(), FlowSteps.kind(node), "ok", shown);
    i.go(node.next());
  }

  private static void children(
      List<Interview> group,
      FlowNode.Bulk node,
      String flowName,
      Map<String, FlowValue> inputs,
      Map<String, Target> outputs,
      boolean automatic) {
    FlowRun run = group.get(0).run();
    FlowModel flow = run.catalog().find(flowName).orElse(null);
    if (flow == null) {
      throw new FlowFault("There is no flow " + flowName);
    }
    run.enterSubflow();
    try {
      List<Interview> parents = new ArrayList<>();
      List<Interview> started = new ArrayList<>();
      for (Interview parent : group) {
        try {
          Map<String, Object> given = inputs(parent, inputs);
          Interview child =
              new Interview(run, flow, null, null, false, flow.start().first(), parent);
          given.forEach(child::input);
          parents.add(parent);
          started.add(child);
        } catch (FlowFault e) {
          FlowEngine.fault(parent, node, e.getMessage());
        }
      }
      FlowEngine.run(started);
      for (int n = 0; n < started.size(); n++) {
        Interview child = started.get(n);
        Interview parent = parents.get(n);
        if (child.status() == Interview.Status.DONE) {
          finish(parent, node, child.outputs(), outputs, automatic, Map.of());
        } else {
          FlowEngine.fault(parent, node, child.fault() == null ? "refused" : child.fault());
        }
      }
    } finally {
      run.leaveSubflow();
    }
  }

  // --- mail ------------------------------------------------------------------------------------

  private static void emails(List<Interview> group, FlowNode.Action node) {
    List<Email> all = new ArrayList<>();
    List<Interview> senders = new ArrayList<>();
    List<Map<String, Object>> given = new ArrayList<>();
    for (Interview i : group) {
      Map<String, Object> in = inputs(i, node.inputs());
      try {
        all.add(email(in));
        senders.add(i);
        given.add(in);
      } catch (FlowFault e) {
        FlowEngine.fault(i, node, e.getMessage());
      }
    }
    if (all.isEmpty()) {
      return;
    }
    List<SendResult> results = group.get(0).run().host().mail().send(all, false);
    for (int n = 0; n < senders.size(); n++) {
      SendResult r = results.get(n);
      if (r.success()) {
        finish(senders.get(n), node, Map.of(), Map.of(), false, given.get(n));
      } else {
        StringBuilder sb =
            new StringBuilder("This error occurred when the flow tried to send email: ");
        for (DmlError e : r.errors()) {
          sb.append(e.statusCode()).append(": ").append(e.message());
        }
        FlowEngine.fault(senders.get(n), node, sb.toString());
      }
    }
  }

  private static Email email(Map<String, Object> in) {
    List<String> to = new ArrayList<>();
    addresses(to, in.get("emailAddresses"));
    addresses(to, in.get("emailAddressesArray"));
    addresses(to, in.get("recipientAddresses"));
    List<String> cc = new ArrayList<>();
    addresses(cc, in.get("ccAddresses"));
    List<String> bcc = new ArrayList<>();
    addresses(bcc, in.get("bccAddresses"));
    String recipient = text(in, "recipientId");
    String template = text(in, "emailTemplateId");
    if (to.isEmpty() && cc.isEmpty() && bcc.isEmpty() && recipient == null) {
      throw new FlowFault("Missing required input parameter: emailAddresses");
    }
    String body = text(in, "emailBody");
    boolean rich = Boolean.TRUE.equals(in.get("sendRichBody"));
    boolean lines = Boolean.TRUE.equals(in.get("useLineBreaks"));
    String html = rich ? (lines && body != null ? body.replace("\n", "<br/>") : body) : null;
    String sender = text(in, "senderType");
    if ("OrgWideEmailAddress".equals(sender) && text(in, "senderAddress") == null) {
      throw new FlowFault("Missing required input parameter: senderAddress");
    }
    return new Email(
        to,
        cc,
        bcc,
        text(in, "emailSubject"),
        html,
        rich ? null : body,
        null,
        null,
        null,
        recipient,
        recipient != null,
        text(in, "relatedRecordId"),
        template,
        Boolean.TRUE.equals(in.get("logEmailOnSend")),
        false,
        null,
        null,
        null,
        null,
        List.of(),
        false,
        List.of());
  }

  private static void addresses(List<String> to, Object v) {
    if (v instanceof Collection<?> c) {
      c.forEach(o -> addresses(to, o));
    } else if (v != null) {
      for (String a : FormulaValues.toText(v).split(",")) {
        if (!a.isBlank()) {
          to.add(a.strip());
        }
      }
    }
  }

  private static String text(Map<String, Object> in, String name) {
    Object v = in.get(name);
    String s = v == null ? "" : FormulaValues.toText(v);
    return s.isEmpty() ? null : s;
  }

  private static void notifications(List<Interview> group, FlowNode.Action node) {
    for (Interview i : group) {
      Map<String, Object> in = inputs(i, node.inputs());
      try {
        List<String> recipients = new ArrayList<>();
        for (Object o : FlowSteps.listOf(in.get("recipientIds"))) {
          recipients.add(FormulaValues.toText(o));
        }
        i.run()
            .host()
            .mail()
            .notify(
                text(in, "customNotifTypeId"),
                text(in, "senderId"),
                text(in, "title"),
                text(in, "body"),
                text(in, "targetId"),
                text(in, "targetPageRef"),
                recipients);
        finish(i, node, Map.of(), Map.of(), false, in);
      } catch (FlowFault | org.closedloop.apex.host.HostException e) {
        FlowEngine.fault(
            i, node, node.type().metadataName().toLowerCase(Locale.ROOT) + ": " + e.getMessage());
      }
    }
  }
}
