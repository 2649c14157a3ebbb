#pragma once

#include "ui/audit_controller.h"
#include "ui/chains/gpu_matrix_model.h"
#include "ui/compare/comparison_model.h"
#include "ui/dockerfile_chooser.h"
#include "ui/editor/completions.h"
#include "ui/report/report_view.h"

#include <QStringList>

namespace pinwheel {

/// What the window gets from the program around it: the audit itself, its reports and its pages.
/// Tests give their own.
struct WorkbenchServices {
    AuditController::AuditFunction audit;
    AuditController::ServicesFunction services;
    std::vector<ReportChoice> formats;
    RenderFunction render;
    std::function<QString(const QString& rule)> rulePage; ///< Markdown; empty where there is none
    struct RuleEntry {
        QString id;
        QString name;
        QString summary;
    };
    std::vector<RuleEntry> rules;
    std::function<QStringList()> gpuNames;
    /// Dockerfiles below a folder, by path relative to it; the likely one first.
    std::function<QStringList(const std::filesystem::path& folder)> dockerfiles;
    /// What the project's own settings (pinwheel.toml) ask for; an error names the line.
    std::function<Result<AuditOptions>(const std::filesystem::path& folder)> projectOptions;
    CompareFunction compare;
    BuildSummary buildSummary;
    GpuServices gpu;
    IndexLookup index;
    /// From now on audits ask the indexes over the network, the default one under this address;
    /// without one they go back to the shipped snapshot. An error says why the network cannot be
    /// used.
    std::function<Result<void>(const std::optional<QString>& defaultUrl)> useLiveIndex;
    std::filesystem::path examples; ///< folder with example projects; empty for none
};

} // namespace pinwheel
