#include "tests/core/report/hostile_audit.h"

namespace pinwheel::test {
namespace {

InstallStep installWith(const std::string& text, Span span, const EnvironmentPtr& environment)
{
    InstallStep step;
    step.layer = 2;
    step.span = span;
    step.environment = text;
    step.text = text;
    step.notes = {text};
    step.failure = text;
    step.conflictDerivation = text;
    step.before = environment;
    step.after = environment;
    Decision decision {.name = text,
                       .displayName = text,
                       .kind = DecisionKind::ReplaceBuild,
                       .before = text,
                       .beforeIndex = text,
                       .after = text + "2",
                       .afterIndex = text,
                       .reason = text,
                       .askedBy = {span},
                       .requiredBy = {text}};
    step.decisions = {decision};
    return step;
}

Finding findingWith(const std::string& text, Span span)
{
    Finding finding;
    finding.id = text;
    finding.rule = "PIN999";
    finding.subject = text;
    finding.title = text;
    finding.message = text + "\n" + text;
    finding.span = span;
    finding.evidence = {{span, text}, {std::nullopt, text}};
    finding.facts = {{text, text, text, text}};
    finding.packages = {text};
    finding.layers = {2};
    finding.grade = Grade::Likely;
    finding.level = Level::High;
    finding.priority = Priority::Immediate;
    finding.impact = Impact::High;
    finding.wouldMakeCertain = text;
    finding.cells = {text, text, text};
    Fix fix {.id = text, .title = text, .reason = text, .applicability = Applicability::Safe};
    (void)fix.edits.add({span, text});
    finding.fixes = {fix};
    return finding;
}

} // namespace

Audit auditWithText(const std::string& text)
{
    Audit audit;
    AuditModel& model = audit.model;
    const std::string bytes = "FROM " + text + "\nRUN " + text + "\n";
    model.dockerfileText = model.sources.add(std::make_shared<const SourceText>(text, bytes));
    const FileId written = model.sources.add(
        std::make_shared<const SourceText>("/tmp/" + text, text, TextOrigin::Written));
    model.options.target = text;
    model.options.gpus = {text};
    model.options.driver = text;
    model.options.buildArguments = {{"A", text}};
    const Span from {model.dockerfileText, 0, static_cast<std::uint32_t>(5 + text.size())};
    const Span run {model.dockerfileText, from.end + 1,
                    static_cast<std::uint32_t>(bytes.size() - 1)};

    auto environment = std::make_shared<Environment>();
    environment->name = text;
    environment->prefix = text;
    environment->complete = false;
    environment->incompleteReason = text;
    InstalledDistribution distribution {.name = text,
                                        .displayName = text,
                                        .index = text,
                                        .installer = text,
                                        .layer = 2,
                                        .askedBy = run,
                                        .requiredBy = {text},
                                        .staleVersions = {text}};
    distribution.version = text;
    environment->put(distribution);

    StageTrace stage {.name = text, .span = from};
    stage.base.reference = text;
    stage.base.summary = text;
    stage.environments = {environment};
    stage.finalPython = text;
    model.trace.stages = {stage};
    model.trace.installs = {installWith(text, run, environment)};
    model.trace.layers = {Layer {.number = 1,
                                 .span = from,
                                 .line = 1,
                                 .kind = LayerKind::Base,
                                 .tool = text,
                                 .title = text,
                                 .subtitle = text},
                          Layer {.number = 2,
                                 .span = run,
                                 .line = 2,
                                 .kind = LayerKind::Python,
                                 .tool = text,
                                 .title = text,
                                 .subtitle = text,
                                 .installs = {0},
                                 .writes = {text}}};
    model.trace.mentions = {Mention {.name = text, .specifier = text, .span = run, .layer = 2},
                            Mention {.name = text,
                                     .specifier = text,
                                     .span = Span {written, 0, 1},
                                     .role = Mention::Role::RequirementLine,
                                     .layer = 2}};

    audit.findings = {findingWith(text, run),
                      findingWith(text, Span {written, 0, static_cast<std::uint32_t>(text.size())}),
                      findingWith(text, from)};
    audit.findings.back().suppressedBy = text;
    audit.chains = {Chain {.id = text,
                           .title = text,
                           .links = {ChainLink {.from = text,
                                                .to = text,
                                                .state = LinkState::Breaks,
                                                .account = text,
                                                .span = run,
                                                .facts = {{text, text, text, text}}}}}};
    audit.before = Level::High;
    audit.afterSafeFixes = Level::Low;
    audit.counts.high = 2;
    audit.allSafeFixes = audit.findings.front().fixes.front();
    audit.indexDate = text;
    audit.knowledgeDate = text;
    return audit;
}

} // namespace pinwheel::test
