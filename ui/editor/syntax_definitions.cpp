#include "ui/editor/syntax_definitions.h"

#include "core/base/installation.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <KSyntaxHighlighting/Repository>

namespace pinwheel {

using namespace Qt::StringLiterals;

KSyntaxHighlighting::Repository& syntaxRepository()
{
    static KSyntaxHighlighting::Repository* const shared = [] {
        auto* const made = new KSyntaxHighlighting::Repository; // Lives as long as the program.
        made->addCustomSearchPath(QString::fromStdString(dataFolder().string()));
        return made;
    }();
    return *shared;
}

KSyntaxHighlighting::Definition syntaxDefinitionFor(const QString& fileName)
{
    const QString leaf = QFileInfo(fileName).fileName();
    if (leaf.contains("dockerfile"_L1, Qt::CaseInsensitive)
        || leaf.contains("containerfile"_L1, Qt::CaseInsensitive))
        return syntaxRepository().definitionForName(u"Dockerfile"_s);
    if (isRequirementsFileName(leaf))
        return syntaxRepository().definitionForName(u"Python Requirements"_s);
    return syntaxRepository().definitionForFileName(leaf);
}

bool isRequirementsFileName(const QString& fileName)
{
    static const QRegularExpression pattern(u"(require|constraint|\\breqs?\\b).*\\.(txt|in|pip)$"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern.match(fileName).hasMatch() || fileName.endsWith(".txt"_L1);
}

} // namespace pinwheel
