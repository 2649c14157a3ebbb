#pragma once

#include "core/audit/audit.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace pinwheel {

/// What the shipped index data lists for one project.
struct IndexedPackage {
    QStringList versions; ///< newest first, without yanked ones
    QString newestListed; ///< newer than all recorded ones; empty where there is none
    QString newestMonth; ///< "2026-10"
    QString trouble; ///< why there are no versions
};

/// Questions about the index data that the program ships: answered at once, without a network.
struct IndexLookup {
    std::function<QStringList(const QString& prefix)> names; ///< projects by normalized prefix
    std::function<IndexedPackage(const QString& name)> package;
    bool namesAtLineStart = true; ///< false in files whose lines begin with an instruction
};

/// What can be completed in a file of a build: instructions, options, packages that the build knows
/// with their versions, and variables of the target stage.
[[nodiscard]] QStringList completionsFor(const Audit* audit, bool isDockerfile);

/// The words that fit at the end of a line's beginning.
struct CompletionOffer {
    QString typed; ///< the part of the line that a word replaces
    QStringList words;
    bool isInOrder = false; ///< versions, newest first; else by name
};
[[nodiscard]] CompletionOffer completionOffer(const QString& lineBefore, const QStringList& words,
                                              const IndexLookup& index);

} // namespace pinwheel
