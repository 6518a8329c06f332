package org.closedloop.localorg.flow;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.flow.FlowModel.Frequency;
import org.closedloop.localorg.flow.FlowModel.OffsetUnit;
import org.closedloop.localorg.flow.FlowModel.Path;
import org.closedloop.localorg.flow.FlowModel.Schedule;
import org.closedloop.localorg.flow.FlowModel.Start;
import org.closedloop.localorg.flow.FlowModel.Trigger;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Compiles the start of a flow. */
final class FlowStart {

  private FlowStart() {}

  static Trigger trigger(XmlElement start, FlowProblems problems) {
    String type = start.token("triggerType", "None");
    return switch (type) {
      case "None" -> Trigger.NONE;
      case "RecordBeforeSave" -> Trigger.BEFORE_SAVE;
      case "RecordAfterSave" -> Trigger.AFTER_SAVE;
      case "RecordBeforeDelete" -> Trigger.BEFORE_DELETE;
      case "Scheduled" -> Trigger.SCHEDULED;
      case "PlatformEvent" -> Trigger.PLATFORM_EVENT;
      default -> {
        problems.unsupported(
            start.child("triggerType").orElse(start), "the flow trigger type " + type);
        yield Trigger.NONE;
      }
    };
  }

  static SObjectDef object(XmlElement start, FlowWorld world, FlowProblems problems) {
    String name = start.token("object", null);
    if (name == null) {
      return null;
    }
    SObjectDef def = world.schema().object(name).orElse(null);
    if (def == null) {
      String near =
          NearestName.of(name, world.schema().objects().stream().map(SObjectDef::name).toList())
              .orElse(null);
      problems.missing(
          "flow-object",
          start.child("object").orElse(start),
          name,
          "There is no object " + name + (near == null ? "." : ". Did you mean " + near + "?"));
    }
    return def;
  }

  /** The start of a flow from before starts were elements: it names its first element. */
  static Start untriggered(XmlElement flow, FlowParts parts) {
    String first = parts.node(flow.child("startElementReference").orElse(flow));
    return new Start(
        Trigger.NONE,
        null,
        false,
        false,
        false,
        null,
        null,
        null,
        false,
        false,
        first,
        List.of(),
        null);
  }

  static Start compile(
      XmlElement start,
      Trigger trigger,
      SObjectDef object,
      FlowParts parts,
      FlowProblems problems) {
    boolean record =
        trigger == Trigger.BEFORE_SAVE
            || trigger == Trigger.AFTER_SAVE
            || trigger == Trigger.BEFORE_DELETE;
    if ((record || trigger == Trigger.PLATFORM_EVENT) && !start.has("object")) {
      problems.refused("flow-start", start, "The trigger needs an object.");
    }
    String when =
        start.token("recordTriggerType", trigger == Trigger.BEFORE_DELETE ? "Delete" : "");
    boolean create = when.equals("Create") || when.equals("CreateAndUpdate");
    boolean update = when.equals("Update") || when.equals("CreateAndUpdate");
    boolean delete = when.equals("Delete");
    if (record && !create && !update && !delete) {
      problems.refused(
          "flow-start", start, "recordTriggerType is missing or unknown: \"" + when + "\".");
    }
    String source = start.text("filterFormula");
    FlowFormula formula =
        source == null
            ? null
            : parts.condition(start.child("filterFormula").get(), source, "filterFormula");
    boolean made = start.bool("doesRequireRecordChangedToMeetCriteria", false);
    String runAs = start.token("flowRunAsUser", "TriggeringUser");
    boolean scheduled = trigger == Trigger.SCHEDULED;
    List<Path> paths = paths(start, trigger, object, parts, problems);
    String first = parts.connector(start, "connector");
    return new Start(
        trigger,
        object,
        create,
        update,
        delete,
        !scheduled && object != null && start.has("filters") ? parts.entry(start, object) : null,
        scheduled && object != null ? parts.filters(start, object) : null,
        formula,
        made,
        runAs.equals("DefaultWorkflowUser"),
        first,
        paths,
        scheduled ? schedule(start, problems) : null);
  }

  private static Schedule schedule(XmlElement start, FlowProblems problems) {
    XmlElement s = start.child("schedule").orElse(null);
    if (s == null) {
      problems.refused("flow-start", start, "A scheduled flow needs a schedule.");
      return null;
    }
    Frequency f =
        switch (s.token("frequency", "")) {
          case "Once" -> Frequency.ONCE;
          case "Daily" -> Frequency.DAILY;
          case "Weekly" -> Frequency.WEEKLY;
          default -> null;
        };
    if (f == null) {
      problems.refused("flow-start", s, "The frequency must be Once, Daily or Weekly.");
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(s.token("startDate", ""));
      LocalTime time = FlowParts.time(s.token("startTime", "00:00:00.000Z"));
      return new Schedule(f, date, time);
    } catch (DateTimeParseException e) {
      problems.refused("flow-start", s, "startDate or startTime is no valid date or time.");
      return null;
    }
  }

  private static List<Path> paths(
      XmlElement start,
      Trigger trigger,
      SObjectDef object,
      FlowParts parts,
      FlowProblems problems) {
    List<Path> out = new ArrayList<>();
    for (XmlElement p : start.children("scheduledPaths")) {
      if (trigger != Trigger.AFTER_SAVE || object == null) {
        problems.refused("flow-path", p, "Scheduled paths go with RecordAfterSave flows only.");
        continue;
      }
      String first = parts.connector(p, "connector");
      if (p.has("pathType")) {
        out.add(afterCommit(p, first, problems));
      } else {
        Path path = timed(p, object, first, parts, problems);
        if (path != null) {
          out.add(path);
        }
      }
    }
    return out;
  }

  private static Path afterCommit(XmlElement p, String first, FlowProblems problems) {
    if (!p.token("pathType", "").equals("AsyncAfterCommit")) {
      problems.unsupported(p, "the path type " + p.token("pathType", ""));
    }
    return new Path(
        "Run_Immediately_After_Commit",
        "Run Asynchronously",
        true,
        0,
        OffsetUnit.MINUTES,
        null,
        200,
        first);
  }

  private static Path timed(
      XmlElement p, SObjectDef object, String first, FlowParts parts, FlowProblems problems) {
    OffsetUnit unit =
        switch (p.token("offsetUnit", "")) {
          case "Minutes" -> OffsetUnit.MINUTES;
          case "Hours" -> OffsetUnit.HOURS;
          case "Days", "" -> OffsetUnit.DAYS;
          case "Weeks" -> OffsetUnit.WEEKS;
          case "Months" -> OffsetUnit.MONTHS;
          default -> null;
        };
    if (unit == null) {
      problems.refused("flow-path", p, "Unknown offset unit " + p.token("offsetUnit", "") + ".");
      return null;
    }
    FieldDef field = null;
    String source = p.token("timeSource", "");
    if (source.equals("RecordField")) {
      if (!p.has("recordField")) {
        problems.wrong("flow-path", p, "The path counts from a field and names none.");
        return null;
      }
      field = object.field(p.token("recordField", "")).orElse(null);
      if (field == null) {
        problems.wrong(
            "flow-path",
            p.child("recordField").get(),
            object.name() + " has no field " + p.token("recordField", "") + ".");
        return null;
      }
      if (field.type() != FieldType.DATE && field.type() != FieldType.DATETIME) {
        problems.refused("flow-path", p, field.name() + " is neither date nor date/time.");
        return null;
      }
    } else if (!source.equals("RecordTriggerEvent")) {
      problems.wrong("flow-path", p, "Unknown timeSource \"" + source + "\".");
      return null;
    }
    int batch = p.integer("maxBatchSize", 200);
    String name = p.token("name", "");
    return new Path(
        name,
        p.token("label", name),
        false,
        p.integer("offsetNumber", 0),
        unit,
        field,
        batch,
        first);
  }
}
