package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.closedloop.localorg.check.flow.FlowRule;
import org.closedloop.localorg.deploy.ChangeSet;
import org.closedloop.localorg.deploy.DeployProgress;
import org.closedloop.localorg.deploy.DeployRun;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.SchemaModel;
import org.closedloop.metadata.SchemaWalker;

/**
 * Checks a candidate against an org: the schema walk first, and for components that pass it every
 * rule. The same checker serves deploys, {@code nps validate} and the gate.
 */
public final class Checker {
  /** Types whose real work, compiling, comes after the checks. */
  private static final Set<String> BUILT =
      Set.of("ApexClass", "ApexTrigger", "ApexPage", "Flow", "ValidationRule");

  private final List<Rule> rules;
  private final Map<String, List<Rule>> byType = new ConcurrentHashMap<>();
  private final UnsupportedPolicy unsupported;

  public Checker(UnsupportedPolicy unsupported) {
    this.unsupported = unsupported;
    this.rules =
        List.of(
            new NameRule(),
            new ContentRule(),
            new ObjectRule(),
            new FieldAttributeRule(),
            new FieldHomeRule(),
            new RelationshipRule(),
            new SummaryRule(),
            new PicklistRule(),
            new RecordTypeRule(),
            new ConditionRule(),
            new WebLinkRule(),
            new LayoutRule(),
            new LayoutPartsRule(),
            new ListScreenRule(),
            new PermissionRule(),
            new AccessRule(),
            new CustomMetadataRule(),
            new SettingsRule(),
            new AutomationRule(),
            new ServiceRule(),
            new TabRule(),
            new ApplicationRule(),
            new QuickActionRule(),
            new SiteRule(),
            new MessagingRule(),
            new TranslationRule(),
            new PathRule(),
            new ReportTypeRule(),
            new ReportRule(),
            new DashboardRule(),
            new LightningBundleRule(),
            new ScriptReferenceRule(),
            new FlexiPageRule(),
            new FlowRule());
  }

  /** Checks components of the newest known version. */
  public List<Diagnostic> check(OrgModel org, ComponentSet candidate) {
    return check(org, candidate, SchemaModel.VERSION);
  }

  /**
   * Checks components that would be added to, or replaced in, the org.
   *
   * @param version API version of their package or project; empty for the newest known
   */
  public List<Diagnostic> check(OrgModel org, ComponentSet candidate, String version) {
    SchemaWalker walker = new SchemaWalker(SchemaModel.forVersion(version));
    ComponentSet after = org.components().plus(candidate);
    CheckContext context = new CheckContext(org, candidate, after);
    return unsupported.apply(
        List.copyOf(candidate.components()).parallelStream()
            .map(c -> one(c, walker.check(c), context))
            .flatMap(List::stream)
            .toList());
  }

  /**
   * The checks of a deploy. Where something is deleted, what stays is checked too, so that a
   * reference to it is found.
   *
   * @param org gives standard objects; its components are those before the deploy
   */
  public DeployRun.Checks forDeploy(OrgModel org) {
    return (change, progress) -> check(org, change, progress);
  }

  private List<Diagnostic> check(OrgModel org, ChangeSet change, DeployProgress progress) {
    Findings out = new Findings();
    CheckContext context = new CheckContext(org, change.deployed(), change.after());
    Map<ComponentKey, List<Diagnostic>> walks = walk(change.deployed(), change.version());
    for (Component c : change.deployed()) {
      if (progress.cancelled()) {
        return unsupported.apply(out.list());
      }
      progress.detail("Processing Type: " + c.type());
      out.addAll(one(c, walks.get(c.key()), context));
      if (!BUILT.contains(c.type())) {
        progress.componentDone(c.key());
      }
    }
    if (!change.deleted().isEmpty()) {
      Collection<Component> rest = new ArrayList<>();
      for (Component c : change.after()) {
        if (!change.deployed().contains(c.type(), c.fullName())) {
          rest.add(c);
        }
      }
      Findings dangling = new Findings();
      rest.forEach(c -> rules(c, context, dangling));
      out.addAll(dangling.list().stream().filter(Diagnostic::blocksDeploy).toList());
    }
    return unsupported.apply(out.list());
  }

  /** The schema walk of all components, by as many threads as there are. */
  private static Map<ComponentKey, List<Diagnostic>> walk(ComponentSet components, String version) {
    SchemaWalker walker = new SchemaWalker(SchemaModel.forVersion(version));
    return List.copyOf(components.components()).parallelStream()
        .collect(Collectors.toConcurrentMap(Component::key, walker::check));
  }

  private List<Diagnostic> one(Component c, List<Diagnostic> walked, CheckContext context) {
    Findings out = new Findings();
    if (MetadataCoverage.get().status(c.type()) == MetadataCoverage.Status.REFUSED) {
      unsupported(c, out);
    }
    out.addAll(walked);
    if (walked.stream().noneMatch(Diagnostic::blocksDeploy)) {
      rules(c, context, out);
    }
    return out.list();
  }

  private void rules(Component c, CheckContext context, Findings out) {
    CheckContext here = context.of(c, out);
    for (Rule rule : byType.computeIfAbsent(c.type(), this::rulesFor)) {
      rule.check(c, here, out);
    }
  }

  private List<Rule> rulesFor(String type) {
    return rules.stream().filter(r -> r.types().isEmpty() || r.types().contains(type)).toList();
  }

  private static void unsupported(Component c, Findings out) {
    out.refused(
        "unsupported-type",
        c,
        c.xml(),
        "Metadata type " + c.type() + " is neither executed nor kept by the local org",
        "leave it out, or defer unsupported parts");
  }
}
